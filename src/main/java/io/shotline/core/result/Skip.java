package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

/**
 * Why an image was not scored on purpose.
 *
 * @param detail for a person
 */
public record Skip(Reason reason, String detail) {
  /** Of an event that was judged before. */
  public static final Skip DUPLICATE =
      new Skip(
          Reason.DUPLICATE,
          "a repeat: the camera sent this event and image before, and it was judged");

  /** The kinds of reasons. */
  public enum Reason {
    /** The product's settings say that its images are not to be scored. */
    PRODUCT_DISABLED,
    /** The image waited longer than its verdict would be worth. */
    TOO_OLD,
    /** The camera sent the event before, with the same image, and it was judged then. */
    DUPLICATE
  }

  public Skip {
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }

  /** Returns whether the event has a verdict already, which this result must not replace. */
  public boolean isDuplicate() {
    return reason == Reason.DUPLICATE;
  }
}
