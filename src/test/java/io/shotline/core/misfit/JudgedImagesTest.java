package io.shotline.core.misfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.Warning;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import io.shotline.testing.SampleScores;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JudgedImagesTest {
  private static final SampleImages SHOTS = SampleImages.of(ThresholdSource.SHOTS, 0.1);
  private final JudgedImages images = new JudgedImages(10);

  @Test
  void shouldTellTheFiguresOfTheNewestImages() {
    SHOTS.add(images, 10, 0.5);
    SHOTS.add(images, 4, 0.02, Warning.Kind.OTHER_SIZE);
    SHOTS.add(images, 3, 0.04, Warning.Kind.OTHER_SIZE, Warning.Kind.COLOUR_SHIFT);
    SHOTS.add(images, 3, 0.1);

    JudgedFigures figures = images.figures().orElseThrow();

    assertThat(figures.images()).isEqualTo(10);
    assertThat(figures.anomalous()).isEqualTo(3);
    assertThat(figures.greatestRatio()).isEqualTo(1);
    assertThat(figures.middleScore()).isEqualTo(0.04);
    assertThat(figures.greatestScore()).isEqualTo(0.1);
    assertThat(figures.warned())
        .isEqualTo(Map.of(Warning.Kind.OTHER_SIZE, 7, Warning.Kind.COLOUR_SHIFT, 3));
    assertThat(figures.threshold()).isEqualTo(SHOTS.threshold());
  }

  @Test
  void shouldLeaveSkippedImagesAndRepeatsOut() {
    images.add(SampleScores.repeat("plate", "camera"));
    assertThat(images.figures()).isEmpty();

    SHOTS.add(images, 2, 0.05);
    images.add(SampleScores.repeat("plate", "camera"));

    assertThat(images.figures().orElseThrow().images()).isEqualTo(2);
  }

  static Stream<SampleImages> others() {
    return Stream.of(
        SHOTS.withShots("a", "c"),
        SHOTS.withModel("3"),
        SHOTS.withView(View.CENTRE),
        SHOTS.withThreshold(ThresholdSource.SHOTS, 0.2),
        SHOTS.withThreshold(ThresholdSource.SET, 0.3));
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldBeginAnewWithWhatTheImagesWereNotJudgedBy(SampleImages now) {
    SHOTS.add(images, 5, 0.5);
    now.add(images, 1, 0.01);

    JudgedFigures figures = images.figures().orElseThrow();

    assertThat(figures.images()).isEqualTo(1);
    assertThat(figures.anomalous()).isZero();
  }

  @Test
  void shouldGoOnWhereACameraHasLearntAThresholdOfItsOwn() {
    SampleImages learnt = SHOTS.withThreshold(ThresholdSource.OBSERVED, 0.02);
    SHOTS.add(images, 3, 0.05);
    learnt.add(images, 3, 0.05);
    SHOTS.withThreshold(ThresholdSource.FEEDBACK, 0.2).add(images, 1, 0.05);
    SHOTS.add(images, 3, 0.05);

    JudgedFigures figures = images.figures().orElseThrow();

    assertThat(figures.images()).isEqualTo(10);
    assertThat(figures.anomalous()).isEqualTo(3);
    assertThat(figures.greatestRatio()).isEqualTo(2.5);
  }
}
