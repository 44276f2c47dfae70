package io.shotline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Shot;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Images, events and shots for tests of the stream; their files have no pixels. */
public final class StreamSamples {
  public static final String PRODUCT = "bottle_cap";

  /** A record without a value. */
  public static final byte[] TOMBSTONE = null;

  public static final Instant SHOT_TIME = Instant.parse("2026-02-03T04:05:06.789Z");
  public static final Instant CAPTURE_TIME = Instant.parse("2026-02-04T04:05:06.789Z");
  public static final Instant SCORE_TIME = Instant.parse("2026-02-04T04:05:07Z");

  private StreamSamples() {}

  /** A file that {@link LabelModel} gives this score (to 1/100), with a real PNG header. */
  public static EncodedImage image(double score) {
    return image(score, 64);
  }

  public static EncodedImage image(double score, int length) {
    return image(score, length, 320, 240);
  }

  public static EncodedImage image(double score, int length, int width, int height) {
    byte[] file = new byte[length];
    ByteBuffer header = ByteBuffer.wrap(file);
    header.putLong(0x89504E470D0A1A0AL).putInt(13).putInt(0x49484452).putInt(width).putInt(height);
    file[length - 1] = (byte) Math.round(score * 100);
    return new EncodedImage(file);
  }

  /** A file with a good header that {@link LabelModel} cannot decode. */
  public static EncodedImage truncatedImage() {
    return image(LabelModel.UNDECODABLE / 100.0);
  }

  public static ImageEvent event(String eventId, EncodedImage image) {
    return event(eventId, "camera-3", PRODUCT, image);
  }

  public static ImageEvent event(
      String eventId, String camera, String product, EncodedImage image) {
    return new ImageEvent(eventId, camera, product, CAPTURE_TIME, image, Map.of("serial", "17"));
  }

  public static Shot shot(String product, String shotId) {
    return new Shot(product, shotId, image(shotId.length() / 100.0), SHOT_TIME, "a test");
  }

  public static Scorer scorer(ScoringModel model, ScoringMonitor monitor) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(4, Duration.ofMillis(1), 0, 16),
        1 << 20,
        monitor,
        Clock.fixed(SCORE_TIME, ZoneOffset.UTC));
  }

  public static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
