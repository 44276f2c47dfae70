package io.shotline.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any scores, held against counting by hand. */
class ScoreHistogramPropertiesTest {
  /** A little for rounding at the edge of a bin. */
  private static final double ERROR = 0.010001;

  @Property(tries = 500)
  void shouldCountTheAlertsOfAThresholdWithinOnePercentOfIt(
      @ForAll("scores") List<Double> scores, @ForAll("score") double threshold) {
    ScoreHistogram histogram = histogram(scores);

    assertThat(histogram.alertsAt(threshold))
        .isBetween(
            atLeast(scores, threshold / (1 - ERROR)), atLeast(scores, threshold / (1 + ERROR)));
    assertThat(histogram.alertsAt(0)).isEqualTo(scores.size());
  }

  @Property(tries = 200)
  void shouldCountEachScoreInOneNarrowBin(@ForAll("scores") List<Double> scores) {
    List<ScoreBin> bins = histogram(scores).bins();

    assertThat(bins.stream().mapToLong(ScoreBin::images).sum()).isEqualTo(scores.size());
    assertThat(bins)
        .allSatisfy(
            bin -> {
              assertThat(bin.to()).isLessThanOrEqualTo(bin.from() * 1.0200001);
              assertThat(bin.images())
                  .isEqualTo(
                      scores.stream().filter(score -> ScoreBin.of(score) == number(bin)).count());
            });
  }

  @Property(tries = 200)
  void shouldCountTheSameTogetherAsApart(
      @ForAll("scores") List<Double> some, @ForAll("scores") List<Double> others) {
    ScoreHistogram apart = histogram(some);
    apart.addAll(histogram(others));
    ScoreHistogram together = histogram(some);
    others.forEach(together::add);

    assertThat(apart.bins()).isEqualTo(together.bins());
    assertThat(apart.images()).isEqualTo(some.size() + others.size());
  }

  @Provide
  Arbitrary<Double> score() {
    // From 1e-4 on, each power of ten alike.
    return Arbitraries.doubles().between(-4, 0).map(power -> Math.pow(10, power));
  }

  @Provide
  Arbitrary<List<Double>> scores() {
    return score().list().ofMaxSize(200);
  }

  private static int number(ScoreBin bin) {
    return ScoreBin.of((bin.from() + bin.to()) / 2);
  }

  private static long atLeast(List<Double> scores, double threshold) {
    return scores.stream().filter(score -> score >= threshold).count();
  }

  private static ScoreHistogram histogram(List<Double> scores) {
    ScoreHistogram histogram = new ScoreHistogram();
    scores.forEach(histogram::add);
    return histogram;
  }
}
