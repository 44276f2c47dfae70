package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import io.shotline.core.EncodedImage;
import io.shotline.core.ImageLimits;
import io.shotline.core.Rejection;
import io.shotline.core.ScoringModel;
import io.shotline.core.UndecodableImageException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is wrong with a shot's image: the same judgement that scoring passes on it when it ignores
 * it. As safe for use by many threads as the model.
 */
public final class ShotCheck implements Function<EncodedImage, Optional<Rejection>> {
  private final ImageLimits limits;
  private final ScoringModel model;

  public ShotCheck(ImageLimits limits, ScoringModel model) {
    this.limits = requireNonNull(limits, "limits");
    this.model = requireNonNull(model, "model");
  }

  @Override
  public Optional<Rejection> apply(EncodedImage image) {
    Optional<Rejection> rejection = limits.check(image);
    if (rejection.isPresent()) {
      return rejection;
    }
    try {
      model.decode(image);
      return Optional.empty();
    } catch (UndecodableImageException e) {
      return Optional.of(
          new Rejection(Rejection.Reason.UNDECODABLE_IMAGE, String.valueOf(e.getMessage())));
    }
  }
}
