package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.image.file.Inspection;
import java.util.Optional;
import org.tensorflow.proto.ConfigProto;

/**
 * Decodes image files as every model does, without one: for commands that publish or list shots.
 * Safe for use by many threads.
 */
public final class ImageFileDecoder implements AutoCloseable {
  private final ImageLimits limits;
  private final ImageFileGraph files;

  /** Loads TensorFlow, on the processor. */
  public ImageFileDecoder(ImageLimits limits) {
    this.limits = requireNonNull(limits, "limits");
    this.files =
        new ImageFileGraph(
            ConfigProto.newBuilder()
                .putDeviceCount("GPU", 0)
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
  }

  /** Decodes a whole file; returns why it cannot serve as a shot, empty if it can. */
  public Optional<Rejection> check(EncodedImage image) {
    Inspection inspection = limits.inspect(image);
    if (inspection instanceof Inspection.Refused refused) {
      return Optional.of(refused.rejection());
    }
    try (Pixels pixels = files.decode(image, ((Inspection.Accepted) inspection).header(), null)) {
      requireNonNull(pixels, "pixels");
      return Optional.empty();
    } catch (UndecodableImageException e) {
      return Optional.of(
          new Rejection(Rejection.Reason.UNDECODABLE_IMAGE, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
