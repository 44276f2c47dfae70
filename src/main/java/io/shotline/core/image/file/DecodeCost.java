package io.shotline.core.image.file;

import io.shotline.core.image.EncodedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How much memory an image takes while it is decoded and resized, at the peak. Computed from the
 * header, so that it is known before; the decoders' own share was measured.
 *
 * @param bytes outside of the heap and on it
 * @param kind of the file, for a person, such as {@code progressive JPEG}
 */
public record DecodeCost(long bytes, String kind) {
  // A decoder's few rows of each component, and those that it needs for resampling.
  private static final int ROWS = 64;

  // A compressed text of a PNG that its decoder keeps, and its colour profile.
  private static final long TEXT_BYTES = 8L << 20;

  private static final int RGB = 3;
  private static final int RGB_ALPHA = 4;

  /** Computes what decoding a file of this header takes. */
  public static DecodeCost of(EncodedImage image, ImageHeader header) {
    long pixels = header.size().pixels();
    StoredSamples samples = header.samples();
    long samplesPerPixel = Math.max(RGB_ALPHA, samples.channels());
    // Half a byte: the rows under the kernel of the resize.
    long always =
        image.length() + ROWS * samplesPerPixel * header.storedSize().width() + pixels / 2;
    int sampleBytes = samples.isDeep() ? Short.BYTES : 1;
    return switch (header.format()) {
      case JPEG -> jpeg(image, always + RGB * pixels);
      case PNG -> {
        int decoded = samples.isDeep() ? samples.channels() : samples.hasAlpha() ? RGB_ALPHA : RGB;
        long texts = (1 + DecoderBomb.texts(ByteBuffer.wrap(image.bytes()))) * TEXT_BYTES;
        yield new DecodeCost(always + texts + pixels * decoded * sampleBytes, kind(header));
      }
      case BMP -> new DecodeCost(always + RGB_ALPHA * pixels, kind(header));
      case TIFF -> new DecodeCost(always + pixels * samples.channels() * sampleBytes, kind(header));
    };
  }

  private static DecodeCost jpeg(EncodedImage image, long bytes) {
    Optional<JpegFrame> frame = JpegHeader.frame(image.bytes());
    long coefficients = frame.map(JpegFrame::coefficientBytes).orElse(0L);
    String kind = coefficients == 0 ? "" : "progressive ";
    return new DecodeCost(
        bytes + coefficients,
        kind + "JPEG of " + frame.map(f -> f.samplings().size()).orElse(0) + " components");
  }

  private static String kind(ImageHeader header) {
    return header.format()
        + " of "
        + header.samples().bits()
        + " bits and "
        + header.samples().channels()
        + " channels";
  }
}
