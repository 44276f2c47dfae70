package io.shotline.chaos;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.Samples;
import io.shotline.wire.SourceRecord;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Cameras that publish one numbered image for each byte of standard input, until it ends. One in
 * seven cannot be scored.
 */
final class CamerasProcess {
  static final String PRODUCT = "plate";

  /** Not divided by 7, so that each camera sends some of each kind. */
  static final int CAMERAS = 5;

  private static final EncodedImage NORMAL = Samples.image("jpg", 64, 64, Color.GRAY);
  private static final EncodedImage DEFECT = Samples.grey(250);
  private static final EncodedImage HALF_WHITE = halfWhite();

  private static final List<EncodedImage> FILES = List.of(DEFECT, HALF_WHITE, NORMAL);

  private CamerasProcess() {}

  /** Prints how many images are confirmed. Argument: the brokers. */
  public static void main(String[] arguments) throws IOException {
    publish(arguments[0], CamerasProcess::image);
  }

  /** Publishes the image of each number; prints how many are confirmed. */
  static void publish(String brokers, IntFunction<ImageEvent> images) throws IOException {
    List<CompletableFuture<SourceRecord>> sent = new ArrayList<>();
    try (ImagePublisher publisher =
        new ImagePublisher(ClusterSettings.of(brokers), new Topics(""))) {
      while (System.in.read() >= 0) {
        sent.add(publisher.publish(images.apply(sent.size())));
      }
      sent.forEach(CompletableFuture::join);
    }
    System.out.println(sent.size());
  }

  static String eventId(int number) {
    return "image-" + number;
  }

  static int number(String eventId) {
    return Integer.parseInt(eventId.substring("image-".length()));
  }

  static boolean canBeScored(int number) {
    return number % 7 != 3;
  }

  /** Whether the right half of an image is white, and the left one as the shot. */
  static boolean isHalfWhite(int number) {
    return number % 3 == 1;
  }

  /** Images with the same number have the same pixels. */
  static int kind(int number) {
    return number % 3;
  }

  private static ImageEvent image(int number) {
    String product = number % 14 == 3 ? "nobody's" : PRODUCT;
    return image(number, product, number % 14 == 10 ? Samples.cutShort() : FILES.get(kind(number)));
  }

  /** An image that can be scored, whatever its number. */
  static ImageEvent goodImage(int number) {
    return image(number, PRODUCT, FILES.get(kind(number)));
  }

  private static ImageEvent image(int number, String product, EncodedImage file) {
    String camera = "camera-" + number % CAMERAS;
    return new ImageEvent(eventId(number), camera, product, Instant.now(), file, Map.of());
  }

  private static EncodedImage halfWhite() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, 32, 64);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(32, 0, 32, 64);
    graphics.dispose();
    return Samples.encode(image, "png");
  }
}
