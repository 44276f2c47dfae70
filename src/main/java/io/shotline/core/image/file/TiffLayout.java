package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where and how a TIFF file stores the samples of its first page: in strips or tiles, here called
 * parts, from left to right and from the top; the parts of a plane before those of the next.
 *
 * @param size of the pixels as they are stored
 * @param bits of a sample
 * @param samplesPerPixel as stored, unused ones too
 * @param planes 1 if the samples of a pixel lie together, else as many as it has
 * @param order of the bytes in samples of 16 bits
 * @param predicted whether samples are stored as differences to their left neighbours
 * @param whiteIsZero whether the least level is the brightest
 * @param partSize of a strip or tile; tiles at the right edge and below are filled up
 */
public record TiffLayout(
    ImageSize size,
    int bits,
    int samplesPerPixel,
    int planes,
    ByteOrder order,
    TiffCompression compression,
    boolean predicted,
    boolean whiteIsZero,
    ImageSize partSize,
    TiffParts parts) {
  // A narrow image in wide tiles would be unpacked many times.
  private static final int MOST_TILE_WIDTH = 1024;

  // Each tile costs a decoder; TIFF 6.0, section 15, has sides in multiples of it.
  private static final int LEAST_TILE_SIDE = 16;

  // Red, green, blue and one more.
  private static final int MOST_SAMPLES = 4;

  public TiffLayout {
    requireNonNull(size, "size");
    requireNonNull(order, "order");
    requireNonNull(compression, "compression");
    requireNonNull(partSize, "partSize");
    requireNonNull(parts, "parts");
  }

  /**
   * Returns the layout of a file whose header can be read; empty if it does not tell where all its
   * parts are.
   */
  public static Optional<TiffLayout> of(byte[] file) {
    return TiffFields.read(ByteBuffer.wrap(file)).flatMap(TiffLayout::of);
  }

  private static Optional<TiffLayout> of(TiffFields fields) {
    int width = fields.number(TiffTag.WIDTH, 0);
    int height = fields.number(TiffTag.HEIGHT, 0);
    int samplesPerPixel = fields.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (width < 1 || height < 1 || samplesPerPixel < 1 || samplesPerPixel > MOST_SAMPLES) {
      return Optional.empty();
    }
    ImageSize size = new ImageSize(width, height);
    Optional<TiffCompression> compression = TiffCompression.of(fields);
    Optional<TiffParts> parts = TiffParts.of(fields);
    if (compression.isEmpty() || parts.isEmpty() || !unsupported(fields).isEmpty()) {
      return Optional.empty();
    }
    TiffLayout layout =
        new TiffLayout(
            size,
            fields.number(TiffTag.BITS_PER_SAMPLE, 1),
            samplesPerPixel,
            fields.number(TiffTag.PLANES, 1) == 2 ? samplesPerPixel : 1,
            fields.order(),
            compression.get(),
            fields.number(TiffTag.PREDICTOR, 1) == 2,
            fields.number(TiffTag.PHOTOMETRIC, TiffTag.BLACK_IS_ZERO) == TiffTag.WHITE_IS_ZERO,
            partSize(fields, size),
            parts.get());
    return layout.partCount() <= parts.get().count() ? Optional.of(layout) : Optional.empty();
  }

  private static ImageSize partSize(TiffFields fields, ImageSize size) {
    return TiffParts.areTiles(fields)
        ? new ImageSize(fields.number(TiffTag.TILE_WIDTH, 0), fields.number(TiffTag.TILE_HEIGHT, 0))
        : new ImageSize(
            size.width(),
            Math.max(
                1, Math.min(size.height(), fields.number(TiffTag.ROWS_PER_STRIP, size.height()))));
  }

  /** Returns what of the file's layout is not read and what to do; empty if all is. */
  static String unsupported(TiffFields fields) {
    if (TiffCompression.of(fields).isEmpty()) {
      return "TIFF with compression "
          + fields.number(TiffTag.COMPRESSION, 1)
          + "; save it with LZW, Deflate, PackBits or uncompressed";
    }
    int bits = fields.number(TiffTag.BITS_PER_SAMPLE, 1);
    int predictor = fields.number(TiffTag.PREDICTOR, 1);
    if (predictor > 2 || (predictor == 2 && bits % Byte.SIZE != 0)) {
      return "TIFF with predictor " + predictor + "; save it without a predictor";
    }
    if (fields.number(TiffTag.FILL_ORDER, 1) != 1) {
      return "TIFF whose bytes have their bits in reverse order; save it with fill order 1";
    }
    return TiffParts.areTiles(fields) ? unsupportedTiles(fields) : "";
  }

  private static String unsupportedTiles(TiffFields fields) {
    int width = fields.number(TiffTag.TILE_WIDTH, 0);
    int height = fields.number(TiffTag.TILE_HEIGHT, 0);
    int most = Math.max(MOST_TILE_WIDTH, fields.number(TiffTag.WIDTH, 0));
    return width < LEAST_TILE_SIDE || height < LEAST_TILE_SIDE || width > most + LEAST_TILE_SIDE
        ? "TIFF in tiles of " + width + " x " + height + " pixels; save it in strips"
        : "";
  }

  /** Returns how many parts lie side by side. */
  public int partsAcross() {
    return (int) (((long) size.width() + partSize.width() - 1) / partSize.width());
  }

  /** Returns how many parts lie one above the other. */
  public int partsDown() {
    return (int) (((long) size.height() + partSize.height() - 1) / partSize.height());
  }

  private long partCount() {
    return (long) partsAcross() * partsDown() * planes;
  }
}
