package io.shotline.core.line;

import static io.shotline.testing.SampleScores.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LineCamerasTest {
  private final MovableClock clock = new MovableClock();
  private final Cameras cameras = new Cameras(clock, 2);

  @Test
  void shouldTellTheLastResultOfEachCamera() {
    judged("cam-2", 0.1, NOW.minusSeconds(3));
    judged("cam-1", 0.1, NOW.minusSeconds(2));
    judged("cam-1", 0.5, NOW.minusSeconds(1));

    assertThat(cameras.all()).extracting(CameraState::cameraId).containsExactly("cam-1", "cam-2");
    assertThat(cameras.find("cam-1"))
        .hasValueSatisfying(
            camera -> {
              assertThat(camera.age(clock.instant())).isEqualTo(Duration.ofSeconds(1));
              assertThat(camera.judgement().verdict()).isEqualTo(Verdict.ANOMALOUS);
              assertThat(camera.judgement().ratio()).isEqualTo(2);
              assertThat(camera.image()).isEqualTo(new RecordPlace(0, 7));
            });
    assertThat(cameras.find("cam-3")).isEmpty();
  }

  @Test
  void shouldNotGoBackInTime() {
    judged("cam-1", 0.5, NOW);
    judged("cam-1", 0.1, NOW.minusSeconds(1));

    assertThat(cameras.find("cam-1")).map(c -> c.judgement().score()).contains(0.5);
  }

  @Test
  void shouldKeepWorkingCamerasWhereTooManyCome() {
    judged("cam-1", 0.1, NOW.minusSeconds(3500));
    judged("cam-2", 0.1, NOW);
    judged("cam-3", 0.1, NOW);

    assertThat(cameras.all()).extracting(CameraState::cameraId).containsExactly("cam-1", "cam-2");
    assertThat(cameras.leftOut()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(100));
    judged("cam-3", 0.1, clock.instant());

    assertThat(cameras.all()).extracting(CameraState::cameraId).containsExactly("cam-2", "cam-3");
  }

  @Test
  void shouldForgetACameraAfterAWeek() {
    judged("cam-1", 0.1, NOW);

    clock.advance(Duration.ofDays(7));
    assertThat(cameras.find("cam-1")).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(cameras.find("cam-1")).isEmpty();
    assertThat(cameras.all()).isEmpty();
  }

  @Test
  void shouldCutLongWarnings() {
    CameraState state =
        CameraState.of(SampleScores.doubted("bolt", Warning.Kind.OTHER_SIZE), NOW, null);
    CameraState copy =
        new CameraState(
            "cam-1",
            "bolt",
            "e",
            NOW,
            NOW,
            state.model(),
            state.judgement(),
            Collections.nCopies(100, new Warning(Warning.Kind.OTHER_SIZE, "x".repeat(10_000))),
            null);

    assertThat(state.warnings()).extracting(Warning::detail).containsExactly("1 of 2");
    assertThat(copy.warnings())
        .hasSize(Warning.Kind.values().length)
        .allSatisfy(warning -> assertThat(warning.detail()).hasSizeLessThan(510));
  }

  private void judged(String camera, double score, Instant at) {
    cameras.judged(
        CameraState.of(SampleScores.image("bolt", camera, score), at, new RecordPlace(0, 7)));
  }
}
