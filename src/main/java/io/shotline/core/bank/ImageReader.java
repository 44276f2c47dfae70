package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.DecodeCost;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageHeader.Format;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.image.file.JpegData;
import io.shotline.core.image.file.LastPixels;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.view.TileCut;
import io.shotline.core.view.TilePixels;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From an image file to what is made of its pixels, or the reason why not. As many images are held
 * decoded at once as there are processors, since more would not be faster, and no more than the
 * memory for decoding has room for.
 */
public final class ImageReader {
  /** What became of a file. */
  public sealed interface Result<T> {
    record Read<T>(T value) implements Result<T> {}

    record Refused<T>(Rejection rejection) implements Result<T> {}
  }

  private final ScoringModel model;
  private final ImageLimits limits;
  private final DecodeBudget memory;
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** Makes a reader with memory of its own. */
  public ImageReader(ScoringModel model, ImageLimits limits) {
    this(model, limits, new DecodeBudget(limits.decodeBytes()));
  }

  /**
   * @param memory for decoding, which readers of other models share
   */
  public ImageReader(ScoringModel model, ImageLimits limits, DecodeBudget memory) {
    this.model = requireNonNull(model, "model");
    this.limits = requireNonNull(limits, "limits");
    this.memory = requireNonNull(memory, "memory");
  }

  /** Reads the header. */
  public Inspection inspect(EncodedImage image) {
    return limits.inspect(image);
  }

  /** Decodes a file against which nothing can be said, and cuts it into tiles. */
  public Result<TilePixels> tiles(EncodedImage image, ImageHeader header, TileCut cut) {
    return decode(
        image,
        header,
        cut.part().view().bits(),
        pixels -> {
          TilePixels tiles = TilePixels.of(cut, pixels);
          // Few images end in this grey: the others need not be gone over again.
          return header.format() == Format.JPEG
                  && LastPixels.areFilledUp(pixels, header.orientation())
              ? tiles.with(JpegData.doubts(image.bytes()))
              : tiles;
        });
  }

  /** Inspects and decodes; the parameters are those of {@link #decode}. */
  public <T> Result<T> read(EncodedImage image, @Nullable Integer bits, Function<Pixels, T> use) {
    Inspection inspection = limits.inspect(image);
    return inspection instanceof Inspection.Accepted accepted
        ? decode(image, accepted.header(), bits, use)
        : new Result.Refused<>(((Inspection.Refused) inspection).rejection());
  }

  /**
   * Decodes a file against which nothing can be said.
   *
   * @param bits of a sample that are used; null if only the file may know
   * @param use makes what is needed of the pixels, which are closed behind it
   */
  <T> Result<T> decode(
      EncodedImage image, ImageHeader header, @Nullable Integer bits, Function<Pixels, T> use) {
    // The memory first: an image that waits for it keeps no processor from others.
    try (DecodeBudget.Share share = memory.take(DecodeCost.of(image, header))) {
      requireNonNull(share, "share");
      permits.acquireUninterruptibly();
      try (Pixels pixels = model.decode(image, header, bits)) {
        return new Result.Read<>(use.apply(pixels));
      } finally {
        permits.release();
      }
    } catch (UndecodableImageException e) {
      return new Result.Refused<>(
          new Rejection(Rejection.Reason.UNDECODABLE_IMAGE, String.valueOf(e.getMessage())));
    }
  }
}
