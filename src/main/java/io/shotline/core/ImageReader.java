package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageLimits;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.UndecodableImageException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * From an image file to the model's pixels, or the reason why not. As many images are decoded at
 * once as there are processors: more would not be faster and each takes memory by its size.
 */
final class ImageReader {
  /** What became of a file. */
  sealed interface Result {
    record Pixels(DecodedImage image) implements Result {}

    record Refused(Rejection rejection) implements Result {}
  }

  private final ScoringModel model;
  private final ImageLimits limits;
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  ImageReader(ScoringModel model, ImageLimits limits) {
    this.model = requireNonNull(model, "model");
    this.limits = requireNonNull(limits, "limits");
  }

  /** Inspects and decodes. */
  Result read(EncodedImage image) {
    Optional<Rejection> rejection = limits.check(image);
    return rejection.isPresent() ? new Result.Refused(rejection.get()) : decode(image);
  }

  /** Decodes a file against which nothing can be said. */
  Result decode(EncodedImage image) {
    permits.acquireUninterruptibly();
    try {
      return new Result.Pixels(model.decode(image));
    } catch (UndecodableImageException e) {
      return new Result.Refused(
          new Rejection(Rejection.Reason.UNDECODABLE_IMAGE, String.valueOf(e.getMessage())));
    } finally {
      permits.release();
    }
  }
}
