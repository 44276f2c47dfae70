package io.shotline.testing;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images, events and shots for tests of any package. */
public final class Samples {
  /** When every sample was captured. */
  public static final Instant CAPTURED_AT = Instant.parse("2026-03-04T05:06:07.080Z");

  private Samples() {}

  /** A 320 x 240 PNG of one grey level. */
  public static EncodedImage grey(int level) {
    return image("png", 320, 240, new Color(level, level, level));
  }

  /** A file of one colour in a format that ImageIO writes (png, jpg, bmp). */
  public static EncodedImage image(String format, int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return encode(image, format);
  }

  /** The file of an image. */
  public static EncodedImage encode(BufferedImage image, String format) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, file)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EncodedImage(file.toByteArray());
  }

  /** A PNG file that ends after a header announcing this size. */
  public static EncodedImage pngHeader(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(33);
    file.putLong(0x89504E470D0A1A0AL).putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    file.putInt(width).putInt(height).put((byte) 8).put((byte) 2);
    return new EncodedImage(file.array());
  }

  /** A file whose header is fine and whose pixels are missing. */
  public static EncodedImage cutShort() {
    byte[] whole = grey(99).bytes();
    return new EncodedImage(Arrays.copyOf(whole, whole.length / 2));
  }

  /** An image of a product from camera {@code cam-3}, with id {@code event-5}. */
  public static ImageEvent event(String productId, EncodedImage image) {
    return new ImageEvent("event-5", "cam-3", productId, CAPTURED_AT, image, Map.of("line", "2"));
  }

  /** A shot of a product. */
  public static Shot shot(String productId, String shotId, EncodedImage image) {
    return new Shot(productId, shotId, image, CAPTURED_AT.minusSeconds(60), "tester");
  }

  /** Pixels of any colour, each by chance. */
  public static EncodedImage noise(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return encode(image, "png");
  }
}
