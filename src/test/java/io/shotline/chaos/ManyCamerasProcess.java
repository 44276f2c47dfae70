package io.shotline.chaos;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/**
 * Sixteen cameras of one product that publish one numbered image for each byte of standard input,
 * until it ends. What they show changes slowly.
 */
final class ManyCamerasProcess {
  static final int CAMERAS = 16;

  private ManyCamerasProcess() {}

  /** Prints how many images are confirmed. Argument: the brokers. */
  public static void main(String[] arguments) throws IOException {
    CamerasProcess.publish(arguments[0], ManyCamerasProcess::image);
  }

  private static ImageEvent image(int number) {
    return new ImageEvent(
        CamerasProcess.eventId(number),
        "camera-" + number % CAMERAS,
        CamerasProcess.PRODUCT,
        Instant.now(),
        file(number),
        Map.of());
  }

  /** A grey plate with a spot that becomes larger with time. */
  private static EncodedImage file(int number) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, 64, 64);
    graphics.setColor(Color.LIGHT_GRAY);
    int side = 2 + random.nextInt(4) + number / 1_000;
    graphics.fillRect(random.nextInt(60), random.nextInt(60), side, side);
    graphics.dispose();
    return Samples.encode(image, "png");
  }
}
