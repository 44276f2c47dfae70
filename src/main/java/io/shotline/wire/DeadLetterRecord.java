package io.shotline.wire;

import static java.util.Objects.requireNonNull;

/**
 * A record that could not be used.
 *
 * @param source the record: an image, a shot or the settings of a product
 * @param reason the name of a {@link io.shotline.core.image.Rejection.Reason}
 */
public record DeadLetterRecord(SourceRecord source, String reason, String detail)
    implements StreamResult {
  public DeadLetterRecord {
    requireNonNull(source, "source");
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }
}
