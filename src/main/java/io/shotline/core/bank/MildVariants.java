package io.shotline.core.bank;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes images that another picture of the same good part could be: moved by up to 4 % with the
 * edges mirrored, 5 % darker to 5 % brighter, and compressed as JPEG of quality 70 to 95 in a
 * larger size, since cameras compress what is resized afterwards. They stand in for other shots
 * where a product has one alone.
 */
final class MildVariants {
  /** How many variants of an image there are. */
  static final int COUNT = 16;

  /** How much larger an image is when it is compressed. */
  private static final int ZOOM = 3;

  /** The same of a second look, which is larger itself. */
  private static final int SECOND_ZOOM = 2;

  private static final double MOST_SHIFT = 0.04;
  private static final double MOST_BRIGHTNESS = 0.05;
  private static final double LEAST_QUALITY = 0.70;
  private static final double MOST_QUALITY = 0.95;

  /** Without a divisor in common with {@link #COUNT}: each level is taken once. */
  private static final int BRIGHTNESS_STEP = 7;

  private static final int QUALITY_STEP = 11;
  private static final int CHANNELS = DecodedImage.CHANNELS;

  private MildVariants() {}

  /** Loads the codec, whose files are opened then: a process under attack may have none left. */
  static void loadCodec() {
    DecodedImage dot = DecodedImage.black(new ImageSize(1, 1));
    compressed(dot.size(), dot.pixels(), MOST_QUALITY, ZOOM);
  }

  /** Returns the variants, in the sizes of the image and always the same. */
  static List<DecodedImage> of(DecodedImage image) {
    return image.copies(look -> ofLook(look, ZOOM), look -> ofLook(look, SECOND_ZOOM));
  }

  private static List<DecodedImage> ofLook(DecodedImage image, int zoom) {
    List<DecodedImage> variants = new ArrayList<>();
    for (int variant = 0; variant < COUNT; variant++) {
      double right = MOST_SHIFT * spread(variant + 1, 2);
      double down = MOST_SHIFT * spread(variant + 1, 3);
      double brightness = 1 + MOST_BRIGHTNESS * level(variant * BRIGHTNESS_STEP);
      double quality = (1 + level(variant * QUALITY_STEP)) / 2;
      byte[] moved = moved(image, right, down, brightness);
      variants.add(
          compressed(
              image.size(), moved, LEAST_QUALITY + (MOST_QUALITY - LEAST_QUALITY) * quality, zoom));
    }
    return variants;
  }

  /** Returns one of {@link #COUNT} levels from -1 to 1. */
  private static double level(int step) {
    return 2.0 * (step % COUNT) / (COUNT - 1) - 1;
  }

  /** Returns a number of Halton's sequence, spread evenly between -1 and 1. */
  private static double spread(int index, int base) {
    double digit = 1;
    double value = 0;
    for (int rest = index; rest > 0; rest /= base) {
      digit /= base;
      value += digit * (rest % base);
    }
    return 2 * value - 1;
  }

  private static byte[] moved(DecodedImage image, double right, double down, double brightness) {
    ImageSize size = image.size();
    byte[] pixels = image.pixels();
    int columns = (int) Math.round(right * size.width());
    int rows = (int) Math.round(down * size.height());
    byte[] moved = new byte[pixels.length];
    int at = 0;
    for (int row = 0; row < size.height(); row++) {
      int line = inside(row - rows, size.height()) * size.width();
      for (int column = 0; column < size.width(); column++) {
        int from = (line + inside(column - columns, size.width())) * CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
          long level = Math.round((pixels[from + channel] & 0xFF) * brightness);
          moved[at++] = (byte) Math.min(255, level);
        }
      }
    }
    return moved;
  }

  private static int inside(int position, int length) {
    int mirrored = position < 0 ? -position - 1 : position;
    return mirrored < length ? mirrored : 2 * length - 1 - mirrored;
  }

  private static DecodedImage compressed(ImageSize size, byte[] pixels, double quality, int zoom) {
    BufferedImage large =
        new BufferedImage(zoom * size.width(), zoom * size.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] levels = levels(large);
    int to = 0;
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        int from = (y / zoom * size.width() + x / zoom) * CHANNELS;
        levels[to++] = pixels[from + 2];
        levels[to++] = pixels[from + 1];
        levels[to++] = pixels[from];
      }
    }
    try {
      return small(ImageIO.read(new MemoryCacheImageInputStream(jpeg(large, quality))), size, zoom);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
  }

  /** Pixel by pixel through the image would take most of the time. */
  private static byte[] levels(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
      throw new IllegalStateException("the JPEG reader gave an image of type " + image.getType());
    }
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /** Returns the means of squares of pixels. */
  private static DecodedImage small(BufferedImage large, ImageSize size, int zoom) {
    byte[] levels = levels(large);
    int[] sums = new int[Math.toIntExact(size.pixels()) * CHANNELS];
    int from = 0;
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        int at = (y / zoom * size.width() + x / zoom) * CHANNELS;
        sums[at + 2] += levels[from++] & 0xFF;
        sums[at + 1] += levels[from++] & 0xFF;
        sums[at] += levels[from++] & 0xFF;
      }
    }
    byte[] pixels = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      pixels[i] = (byte) ((sums[i] + zoom * zoom / 2) / (zoom * zoom));
    }
    return new DecodedImage(size, pixels);
  }

  private static ByteArrayInputStream jpeg(BufferedImage image, double quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality((float) quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return new ByteArrayInputStream(file.toByteArray());
  }
}
