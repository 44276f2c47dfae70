package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The figures of {@code evaluate} for the draws of shots that an independent implementation was run
 * with. Takes minutes and needs {@code ../shared}: {@code -Dshotline.draws=true}, as {@code
 * .ci/long} sets it.
 */
@EnabledIfSystemProperty(named = "shotline.draws", matches = "true")
class EvaluationDrawsIT {
  private static final Path DRAWS = Path.of("../shared/encoder/mini2_draws.json");
  private static final Path DATA = Path.of("../shared/data");

  /** A set, a model of the file, and the numbers of shots that the file has thresholds for. */
  record Case(String set, String model, List<Integer> shots) {
    @Override
    public String toString() {
      return set + ", " + model;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    expected()
        .fieldNames()
        .forEachRemaining(
            set -> {
              cases.add(new Case(set, "mini", List.of(4, 8)));
              if (Files.exists(Path.of("model/fine"))) {
                cases.add(new Case(set, "fine", List.of(4)));
              }
            });
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGiveTheMeansOfTheReference(Case tried) throws Exception {
    assumeThat(DATA).exists();
    JsonNode set = expected().get(tried.set());
    List<Trial> trials = trials(tried, set);
    SoftAssertions all = new SoftAssertions();
    for (int shots : tried.shots()) {
      List<JsonNode> results =
          StreamSupport.stream(set.get("results").spliterator(), false)
              .filter(result -> result.get("model").asText().equals(tried.model()))
              .filter(result -> result.get("shots").asInt() == shots)
              .toList();
      check(all, tried + ", " + shots + " shots: ", of(trials, shots), results);
    }
    all.assertAll();
  }

  private static void check(
      SoftAssertions all, String name, List<Trial> trials, List<JsonNode> results) {
    Check check = new Check(all, name, trials, results);
    check.mean("auroc", trial -> trial.figures().auroc(), 0.005);
    check.each("threshold", trial -> trial.threshold().value(), 0.01);
    double good = Math.max(1, results.get(0).get("good").asDouble() / 20);
    double bad = Math.max(1, results.get(0).get("bad").asDouble() / 20);
    check.mean("false_alarms", trial -> trial.figures().falseAlarms(), good);
    check.mean("missed", trial -> trial.figures().missed(), bad);
  }

  /** Figures of all draws beside those of the reference. */
  private record Check(
      SoftAssertions all, String name, List<Trial> trials, List<JsonNode> results) {
    void mean(String field, ToDoubleFunction<Trial> figure, double within) {
      double ours = trials.stream().mapToDouble(figure).average().orElseThrow();
      double theirs =
          results.stream()
              .mapToDouble(result -> result.get(field).asDouble())
              .average()
              .orElseThrow();
      System.out.printf("%s%s %.5f, reference %.5f%n", name, field, ours, theirs);
      all.assertThat(ours).as(name + field).isCloseTo(theirs, within(within));
    }

    void each(String field, ToDoubleFunction<Trial> figure, double share) {
      all.assertThat(trials).as(name + "draws").hasSameSizeAs(results);
      for (int draw = 0; draw < results.size(); draw++) {
        double theirs = results.get(draw).get(field).asDouble();
        all.assertThat(figure.applyAsDouble(trials.get(draw)))
            .as(name + field + " of draw " + draw)
            .isCloseTo(theirs, within(share * theirs));
      }
    }
  }

  private static List<Trial> of(List<Trial> trials, int shots) {
    return trials.stream().filter(trial -> trial.combination().shots() == shots).toList();
  }

  private static List<Trial> trials(Case tried, JsonNode set) throws Exception {
    Path folder = DATA.resolve(tried.set());
    List<List<Path>> orders = new ArrayList<>();
    for (JsonNode draw : set.get("draws")) {
      List<Path> order = new ArrayList<>();
      draw.forEach(file -> order.add(folder.resolve("train/good").resolve(file.asText())));
      orders.add(order);
    }
    EvaluationPlan plan =
        new EvaluationPlan(
            tried.shots(),
            Draws.given(orders),
            List.of(View.DEFAULT),
            ThresholdRule.AUTOMATIC,
            ImageLimits.DEFAULT,
            4,
            false);
    FaultList faults = new FaultList(fault -> {});
    Path model = Path.of("model", tried.model());
    try (SavedModelScorer scorer =
        SavedModelScorer.load(ModelFolder.find(model), DeviceSettings.DEFAULT)) {
      EvaluatedModel name = new EvaluatedModel(model, scorer.card().id());
      Category category = MvtecFolders.read(folder).categories().get(0);
      return new ModelEvaluation(name, scorer, scorer.runs(), plan, faults)
          .run(category, more -> {});
    }
  }

  private static JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(DRAWS.toFile()).get("sets");
  }
}
