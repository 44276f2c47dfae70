package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds shots that cannot be used while they are listed, as the service does: one of them does not
 * take the place of the shot before it.
 *
 * @param decode says what is wrong with an image, if anything
 * @param first whether those are decoded, too, that take no other's place
 */
public record ShotCheck(Function<EncodedImage, Optional<Rejection>> decode, boolean first) {
  /** Takes every shot that can be read for a good one. */
  static final ShotCheck NONE = new ShotCheck(image -> Optional.empty(), false);

  public ShotCheck {
    requireNonNull(decode, "decode");
  }
}
