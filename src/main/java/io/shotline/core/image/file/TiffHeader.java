package io.shotline.core.image.file;

import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the first page's header of a TIFF file. */
final class TiffHeader {
  private static final int LITTLE_ENDIAN = 0x49492A00;
  private static final int BIG_ENDIAN = 0x4D4D002A;

  private final TiffFields fields;
  private final int photometric;
  private final int samplesPerPixel;

  private TiffHeader(TiffFields fields) {
    this.fields = fields;
    this.samplesPerPixel = fields.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    this.photometric =
        fields.number(
            TiffTag.PHOTOMETRIC, samplesPerPixel < 3 ? TiffTag.BLACK_IS_ZERO : TiffTag.RGB);
  }

  static boolean begins(byte[] file) {
    if (file.length < 8) {
      return false;
    }
    int mark = ByteBuffer.wrap(file).getInt(0);
    return mark == LITTLE_ENDIAN || mark == BIG_ENDIAN;
  }

  /** Reads a file that begins as a TIFF file does. */
  static Optional<ImageHeader> read(byte[] file) {
    return TiffFields.read(ByteBuffer.wrap(file))
        .flatMap(fields -> new TiffHeader(fields).header(file));
  }

  private Optional<ImageHeader> header(byte[] file) {
    return ImageHeader.of(
        Format.TIFF,
        fields.number(TiffTag.WIDTH, 0),
        fields.number(TiffTag.HEIGHT, 0),
        Exif.orientation(fields),
        new StoredSamples(bits(), channels(), significantBits()),
        unsupported(file));
  }

  private int bits() {
    return fields.number(TiffTag.BITS_PER_SAMPLE, 1);
  }

  /** Returns how many samples of a pixel are used: colours, and alpha where the file has it. */
  private int channels() {
    int colours = photometric == TiffTag.RGB ? 3 : 1;
    return colours + (hasAlpha() ? 1 : 0);
  }

  private boolean hasAlpha() {
    return fields.number(TiffTag.EXTRA_SAMPLES, 0) == TiffTag.ALPHA;
  }

  /** A greatest value is a depth only if it is that of a depth: others are of this image alone. */
  private @Nullable Integer significantBits() {
    int most = fields.number(TiffTag.MOST_SAMPLE_VALUE, 0);
    int depth = Integer.SIZE - Integer.numberOfLeadingZeros(most);
    return depth > 8 && depth < bits() && most == (1 << depth) - 1 ? depth : null;
  }

  private String unsupported(byte[] file) {
    String raw = TiffRaw.unsupported(fields, file);
    if (!raw.isEmpty()) {
      return raw;
    }
    String why = unsupportedPixels();
    return why.isEmpty() ? TiffLayout.unsupported(fields) : why;
  }

  private String unsupportedPixels() {
    if (photometric != TiffTag.WHITE_IS_ZERO
        && photometric != TiffTag.BLACK_IS_ZERO
        && photometric != TiffTag.RGB) {
      return "TIFF that is " + colours() + "; save it as grey or RGB";
    }
    int colours = photometric == TiffTag.RGB ? 3 : 1;
    if (samplesPerPixel < colours || samplesPerPixel > colours + 1) {
      return "TIFF of " + samplesPerPixel + " samples per pixel; save it as grey or RGB";
    }
    if (fields.number(TiffTag.EXTRA_SAMPLES, 0) == TiffTag.PREMULTIPLIED_ALPHA) {
      return "TIFF with premultiplied alpha; save it without alpha";
    }
    return unsupportedSamples();
  }

  private String unsupportedSamples() {
    int bits = bits();
    boolean alike =
        fields
            .field(TiffTag.BITS_PER_SAMPLE)
            .map(field -> field.hasOnly(bits, samplesPerPixel))
            .orElse(true);
    if (!alike || !StoredSamples.DEPTHS.contains(bits)) {
      return "TIFF of " + bits + " bits per sample; save it with 8 or 16";
    }
    int format = fields.number(TiffTag.SAMPLE_FORMAT, 1);
    return format == 2 || format == 3 || format > 4
        ? "TIFF of signed or floating-point samples; save it with 8 or 16 bits, unsigned"
        : "";
  }

  private String colours() {
    return switch (photometric) {
      case 3 -> "of colours in a palette";
      case 4 -> "a mask";
      case 5 -> "of CMYK colours";
      case 6 -> "of YCbCr colours";
      case 8, 9, 10 -> "of Lab colours";
      default -> "of colours of kind " + photometric;
    };
  }
}
