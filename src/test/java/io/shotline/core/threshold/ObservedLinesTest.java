package io.shotline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.threshold.LearnerInput.Observed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Lines made of real scores: of each set in {@code ../shared}, with the first draw of 4 shots, 400
 * images at random, 5 % of them bad. The last 200 count.
 */
class ObservedLinesTest {
  private static final Path DRAWS = Path.of("../shared/encoder/mini2_draws.json");
  private static final int LINES = 40;
  private static final ShotBasis SHOTS = new ShotBasis("four", 0.02, 4);

  /** What became of the last 200 images, as shares. */
  private record Found(double falseAlarms, double missed, double idealMissed) {}

  @Test
  void shouldCallFewGoodImagesBadAndMissHardlyMoreThanTheBestThresholdOfEachSet()
      throws IOException {
    assumeThat(DRAWS).exists();
    List<Found> sets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> set :
        new ObjectMapper().readTree(DRAWS.toFile()).get("sets").properties()) {
      Found found = found(scores(set.getValue()));
      System.out.printf("%s: %s%n", set.getKey(), found);
      sets.add(found);
    }

    assertThat(mean(sets.stream().map(Found::falseAlarms).toList())).isLessThanOrEqualTo(0.05);
    double missed = mean(sets.stream().map(Found::missed).toList());
    double ideal = mean(sets.stream().map(Found::idealMissed).toList());
    assertThat(missed).isLessThanOrEqualTo(ideal + 0.1);
  }

  private static Found found(Map<Boolean, List<Double>> scores) {
    Random random = new Random(5);
    double goods = 0;
    double alarms = 0;
    double missed = 0;
    List<Double> bad = scores.get(false);
    for (int line = 0; line < LINES; line++) {
      LineLearner learner =
          new LineLearner(
              new LearningKey("set", "camera-" + line, "mini/2", "whole"),
              LearnerMemory.NONE,
              new ScoreWindow());
      for (int image = 0; image < 400; image++) {
        boolean isGood = random.nextInt(100) >= 5;
        List<Double> of = scores.get(isGood);
        double score = of.get(random.nextInt(of.size()));
        LearntThreshold written = learner.memory().written();
        if (image >= 200 && isGood) {
          goods++;
          alarms += score >= threshold(written) ? 1 : 0;
        }
        learner.observe(new Observed(score, SHOTS));
        learner.next(image, true);
      }
      double last = threshold(learner.memory().written());
      missed += share(bad, last) / LINES;
    }
    double falseAlarms = alarms / goods;
    return new Found(falseAlarms, missed, share(bad, ideal(scores.get(true), falseAlarms)));
  }

  private static double threshold(LearntThreshold written) {
    return Math.min(1, written.spread().threshold(Sensitivity.NORMAL));
  }

  /** Returns the share of these that lie below. */
  private static double share(List<Double> scores, double threshold) {
    return scores.stream().filter(score -> score < threshold).count() / (double) scores.size();
  }

  /** Returns the threshold that flags this share of the good images. */
  private static double ideal(List<Double> good, double falseAlarms) {
    List<Double> sorted = good.stream().sorted().toList();
    int flagged = (int) Math.round(falseAlarms * sorted.size());
    return flagged == 0
        ? Math.nextUp(sorted.get(sorted.size() - 1))
        : sorted.get(sorted.size() - flagged);
  }

  private static Map<Boolean, List<Double>> scores(JsonNode set) {
    Map<Boolean, List<Double>> scores = Map.of(true, new ArrayList<>(), false, new ArrayList<>());
    for (JsonNode result : set.get("results")) {
      if (result.get("model").asText().equals("mini")
          && result.get("shots").asInt() == 4
          && result.has("scores")) {
        result
            .get("scores")
            .properties()
            .forEach(
                score ->
                    scores
                        .get(score.getKey().startsWith("test/good/"))
                        .add(score.getValue().asDouble()));
      }
    }
    return scores;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }
}
