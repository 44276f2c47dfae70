package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.result.Outcome;
import java.util.zip.CRC32C;

/**
 * An image whose turn it was.
 *
 * @param picture the same for files of the same bytes, and hardly ever for others; {@link
 *     #NO_PICTURE} where the file is of no interest
 */
public record TakenImage(Outcome outcome, long picture) {
  /** Of a repeat, and of a record without an image. */
  public static final long NO_PICTURE = 0;

  public TakenImage {
    requireNonNull(outcome, "outcome");
  }

  static TakenImage of(Rejection rejection) {
    return new TakenImage(new Outcome.Rejected(rejection), NO_PICTURE);
  }

  /** Takes its checksum, which costs next to nothing, and its length. */
  static long picture(EncodedImage file) {
    CRC32C sum = new CRC32C();
    sum.update(file.bytes());
    return (sum.getValue() << 32) | file.length();
  }
}
