package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.result.Verdict;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When each camera was last heard of; a camera is silent after 45 s here. */
class CamerasTest {
  private static final double NOW_SECONDS = SampleScores.NOW.getEpochSecond();

  private final CollectorRegistry registry = new CollectorRegistry();
  private final MovableClock clock = new MovableClock();
  private final Metrics metrics = SampleScores.metrics(registry, clock);

  @Test
  void shouldTellWhenEachCamerasLastImageCame() {
    send("cam-1");
    clock.advance(Duration.ofMillis(1500));
    send("cam-2");
    clock.advance(Duration.ofMillis(1500));
    send("cam-2");

    assertThat(lastImage("cam-1")).isEqualTo(NOW_SECONDS);
    assertThat(lastImage("cam-2")).isEqualTo(NOW_SECONDS + 3);
    assertThat(lastImage("cam-3")).isNull();
    assertThat(registry.getSampleValue("shotline_camera_silent_after_seconds")).isEqualTo(45);
  }

  @Test
  void shouldNotBelieveACamerasClock() {
    for (String wrong : new String[] {"1970-01-01T00:00:00Z", "2126-03-04T05:06:07Z"}) {
      Instant capturedAt = Instant.parse(wrong);
      metrics.scored(SampleScores.image(Verdict.NORMAL, "bolt", "cam-1", capturedAt, 0.1, "7"));

      assertThat(lastImage("cam-1")).isEqualTo(NOW_SECONDS);
    }
  }

  @Test
  void shouldTakeASkippedImageAsASignOfLife() {
    metrics.scored(SampleScores.image(Verdict.SKIPPED, "bolt", "cam-1", SampleScores.NOW, 0, "7"));

    assertThat(lastImage("cam-1")).isEqualTo(NOW_SECONDS);
  }

  @Test
  void shouldCountCamerasThatAreSilentForLongerThanTheSetting() {
    send("cam-1");
    send("cam-2");
    clock.advance(Duration.ofSeconds(20));
    send("cam-2");
    clock.advance(Duration.ofSeconds(25));
    assertThat(silent()).isZero();

    clock.advance(Duration.ofMillis(1));
    assertThat(silent()).isEqualTo(1);

    send("cam-1");
    assertThat(silent()).isZero();
  }

  @Test
  void shouldForgetACameraThatIsGoneForADay() {
    send("cam-1");
    clock.advance(Duration.ofDays(1));
    send("cam-2");
    assertThat(silent()).isEqualTo(1);
    assertThat(lastImage("cam-1")).isEqualTo(NOW_SECONDS);

    clock.advance(Duration.ofMillis(1));
    assertThat(silent()).isZero();
    assertThat(lastImage("cam-1")).isNull();
    assertThat(lastImage("cam-2")).isNotNull();
  }

  @Test
  void shouldForgetCamerasWhenImagesMoveUntilTheirNextImage() {
    send("cam-moved");
    send("cam-stays");
    metrics.imagesMoved();
    clock.advance(Duration.ofSeconds(50));
    send("cam-stays");

    assertThat(lastImage("cam-moved")).isNull();
    assertThat(lastImage("cam-stays")).isEqualTo(NOW_SECONDS + 50);
    assertThat(silent()).isZero();
  }

  @Test
  void shouldBoundTheCamerasAndMakeRoomAgain() {
    for (int camera = 0; camera < Metrics.MAX_LABELS + 3; camera++) {
      send("cam-" + camera);
    }
    send("x".repeat(201));
    assertThat(lastImage("cam-" + (Metrics.MAX_LABELS - 1))).isNotNull();
    assertThat(lastImage("cam-" + Metrics.MAX_LABELS)).isNull();
    assertThat(lastImage("x".repeat(201))).isNull();

    clock.advance(Duration.ofDays(2));
    assertThat(silent()).isZero();
    send("cam-new");

    assertThat(lastImage("cam-new")).isNotNull();
  }

  @Test
  void shouldCallACameraSilentThatSendsOneImageAgainAndAgain() {
    metrics.scored(SampleScores.repeat("bolt", "cam-1"));
    assertThat(lastImage("cam-1")).isNull();

    send("cam-1");
    clock.advance(Duration.ofSeconds(61));
    metrics.scored(SampleScores.repeat("bolt", "cam-1"));

    assertThat(lastImage("cam-1")).isEqualTo(NOW_SECONDS);
    assertThat(silent()).isEqualTo(1);
  }

  @Test
  void shouldTellHowOftenACamerasPictureCameAgain() {
    send("cam-1");
    send("cam-2");
    assertThat(repeats("cam-1")).isZero();

    metrics.pictureRepeated("cam-1", 7);
    assertThat(repeats("cam-1")).isEqualTo(7);
    assertThat(repeats("cam-2")).isZero();

    metrics.pictureRepeated("cam-1", 0);
    assertThat(repeats("cam-1")).isZero();
  }

  @Test
  void shouldForgetARepeatedPictureWhenImagesMove() {
    send("cam-1");
    metrics.pictureRepeated("cam-1", 7);

    metrics.imagesMoved();
    assertThat(repeats("cam-1")).isNull();
    send("cam-1");

    assertThat(repeats("cam-1")).isZero();
  }

  @Test
  void shouldLeaveOutWhatHasNoName() {
    send("");

    assertThat(lastImage("")).isNull();
  }

  private void send(String camera) {
    metrics.scored(SampleScores.image("bolt", camera, 0.01));
  }

  private Double lastImage(String camera) {
    return registry.getSampleValue(
        "shotline_camera_last_image_timestamp_seconds",
        new String[] {"camera"},
        new String[] {camera});
  }

  private Double repeats(String camera) {
    return registry.getSampleValue(
        "shotline_camera_repeated_pictures", new String[] {"camera"}, new String[] {camera});
  }

  private Double silent() {
    return registry.getSampleValue("shotline_cameras_silent");
  }
}
