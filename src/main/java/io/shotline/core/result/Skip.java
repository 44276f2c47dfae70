package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

/**
 * Why an image was not scored on purpose.
 *
 * @param detail for a person
 */
public record Skip(Reason reason, String detail) {
  /** The kinds of reasons. */
  public enum Reason {
    /** The product's settings say that its images are not to be scored. */
    PRODUCT_DISABLED,
    /** The image waited longer than its verdict would be worth. */
    TOO_OLD
  }

  public Skip {
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }
}
