package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.Subject;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An image whose turn it was.
 *
 * @param picture the same for files of the same bytes, and hardly ever for others; {@link
 *     #NO_PICTURE} where the file is of no interest
 * @param subject null if the record holds no image
 */
public record TakenImage(Outcome outcome, long picture, @Nullable Subject subject) {
  /** Of a repeat, and of a record without an image. */
  public static final long NO_PICTURE = 0;

  public TakenImage {
    requireNonNull(outcome, "outcome");
  }

  static TakenImage of(Rejection rejection) {
    return new TakenImage(new Outcome.Rejected(rejection), NO_PICTURE, null);
  }

  /** Takes its checksum, which costs next to nothing, and its length. */
  static long picture(EncodedImage file) {
    CRC32C sum = new CRC32C();
    sum.update(file.bytes());
    return (sum.getValue() << 32) | file.length();
  }
}
