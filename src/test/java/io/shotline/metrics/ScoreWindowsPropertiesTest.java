package io.shotline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.SampleScores;
import java.util.List;
import java.util.function.DoublePredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** Any scores in any number. */
class ScoreWindowsPropertiesTest {
  @Property(tries = 200)
  void shouldGiveTheQuantilesOfTheFirstAndTheLastImages(
      @ForAll @Size(min = 50, max = 500) List<@DoubleRange(min = 0, max = 1) Double> scores) {
    ScoreWindows windows = new ScoreWindows();
    scores.forEach(score -> windows.add(SampleScores.image("bolt", "cam-1", score), 0));

    int full = Math.min(scores.size(), 200);
    assertThat(windows.reference()).contains(level(scores.subList(0, full)));
    assertThat(windows.rolling(0))
        .contains(level(scores.subList(scores.size() - full, scores.size())));
  }

  /** By counting: the least score that enough scores do not exceed. */
  private static ScoreWindows.Level level(List<Double> scores) {
    return new ScoreWindows.Level(
        quantile(scores, 0.5),
        quantile(scores, 0.95),
        share(scores, score -> score >= SampleScores.THRESHOLD));
  }

  private static double quantile(List<Double> scores, double share) {
    return scores.stream()
        .filter(candidate -> share(scores, score -> score <= candidate) >= share)
        .min(Double::compare)
        .orElseThrow();
  }

  private static double share(List<Double> scores, DoublePredicate which) {
    return (double) scores.stream().filter(which::test).count() / scores.size();
  }
}
