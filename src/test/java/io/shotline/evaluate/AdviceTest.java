package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.shotline.core.result.ModelLabel;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Advice on scores that are made up: good images from 0 to 1, bad ones moved up. */
class AdviceTest {
  private static final double THRESHOLD = 1;

  @Test
  void shouldSayWhatToExpectAndThatMoreShotsHalveTheMisses() {
    List<String> advice =
        advice(trials("mini", 4, 60, 40, .8, 20), trials("mini", 8, 60, 40, .8, 32));

    assertThat(advice)
        .contains(
            "4 shots with mini/1: 0 of 60 good parts are flagged, 20 of 40 defects are missed.")
        .anyMatch(
            line -> line.startsWith("On other parts like these expect 0 to 6 of 100 good parts"))
        .contains(
            "8 shots would about halve the misses. 8 shots: 0 of 60 good parts are flagged, 8 of"
                + " 40 defects are missed.");
  }

  /** A line has one draw, which may be any of them. */
  @Test
  void shouldExpectWhatAnyOfTheDrawsMayMeet() {
    List<Trial> draws =
        List.of(
            trials("mini", 4, 60, 40, .8, 10).get(0),
            trials("mini", 4, 60, 40, .8, 30).get(1),
            trials("mini", 4, 60, 40, .8, 20).get(2));

    assertThat(advice(draws))
        .anyMatch(line -> line.contains("20 of 40 (10 to 30 by draw) defects are missed"))
        .anyMatch(line -> line.endsWith(" and 14 to 86 of 100 defects missed."));
  }

  @Test
  void shouldNotPraiseMoreShotsForAFewImages() {
    assertThat(advice(trials("mini", 4, 60, 40, .8, 36), trials("mini", 8, 60, 40, .8, 39)))
        .anyMatch(
            line -> line.startsWith("8 shots would make no difference that these images can"));
  }

  @Test
  void shouldSayThatImagesAreTooFew() {
    assertThat(advice(trials("mini", 4, 8, 6, .9, 6)))
        .contains(
            "8 good and 6 bad images are too few to say more than this: 0 to 32 of 100 good parts"
                + " flagged and 0 to 39 of 100 defects missed.");
  }

  @Test
  void shouldProposeWhatWasNotTriedWhereTheModelCannotTell() {
    assertThat(advice(trials("mini", 4, 60, 60, 0, 5)))
        .anyMatch(
            line ->
                line.startsWith("mini/1 cannot tell these parts apart (AUROC 0.")
                    && line.contains("): try --model model/fine, --tiles 2x2, "));
    assertThat(advice(trials("mini", 4, 60, 60, 0, 5), trials("fine", 4, 60, 60, 0, 5)))
        .anyMatch(line -> line.contains("): try --tiles 2x2, "));
  }

  @Test
  void shouldSayWhichModelPays() {
    assertThat(advice(trials("mini", 4, 60, 60, .2, 20), trials("fine", 4, 60, 60, .9, 50)))
        .anyMatch(line -> line.startsWith("fine/1 tells these parts apart better: AUROC 1.00"))
        .contains("Best of those tried: fine/1 with 4 shots.");
    assertThat(advice(trials("mini", 4, 60, 60, .2, 20), trials("fine", 4, 60, 60, .22, 20)))
        .anyMatch(line -> line.startsWith("fine/1 makes no difference that these images can show"));
  }

  @Test
  void shouldCountTheCategoriesInWhichAModelPays() {
    List<Trial> trials = new ArrayList<>();
    trials.addAll(trials("mini", 4, 60, 60, .2, 20));
    trials.addAll(trials("fine", 4, 60, 60, .9, 50));
    List<Trial> others =
        trials.stream()
            .map(
                trial ->
                    new Trial(
                        new Combination("cell", trial.combination().model(), View.DEFAULT, 4),
                        trial.seed(),
                        trial.shots(),
                        trial.threshold(),
                        trial.images(),
                        trial.figures(),
                        10))
            .toList();
    trials.addAll(others);
    Category plate = new Category("plate", List.of(), List.of());
    Category cell = new Category("cell", List.of(), List.of());

    assertThat(Advice.of(Evaluation.of(List.of(plate, cell), trials, List.of())))
        .containsOnlyKeys("plate", "cell", "all 2 categories")
        .extractingByKey("all 2 categories", list(String.class))
        .contains(
            "fine/1 tells parts apart better in 2 of 2 categories, worse in 0; in 0 it makes no"
                + " difference that these images can show.");
  }

  @Test
  void shouldSayThatTheThresholdOfFewShotsIsAGuess() {
    assertThat(advice(trials("mini", 1, 60, 40, .8, 39), trials("mini", 4, 60, 40, .8, 36)))
        .contains(
            "With fewer than 4 shots the threshold is a guess. 1 shot: 0 of 60 good parts are"
                + " flagged, 1 of 40 defects are missed.");
  }

  @Test
  void shouldSayThatTheThresholdIsCautious() {
    assertThat(advice(trials("mini", 4, 60, 60, .99, 10)))
        .anyMatch(
            line ->
                line.startsWith("The threshold is cautious: one that flags 5 of 100")
                    && line.contains("not 50. Try a higher --sensitivity"));
  }

  @Test
  void shouldGiveTheRangeThatACountIsInKeepingWith() {
    // Wilson's interval of 2 in 60, from a table.
    ShareRange range = ShareRange.of(2, 60);
    assertThat(range.low()).isCloseTo(.0092, within(1e-4));
    assertThat(range.high()).isCloseTo(.1136, within(1e-4));
  }

  @SafeVarargs
  private static List<String> advice(List<Trial>... all) {
    List<Trial> trials = new ArrayList<>();
    for (List<Trial> each : all) {
      trials.addAll(each);
    }
    Category category = new Category("plate", List.of(), List.of());
    Evaluation evaluation = Evaluation.of(List.of(category), trials, List.of());
    return Advice.of(evaluation).get("plate");
  }

  /**
   * Makes three draws alike; the scores of two models have nothing to do with each other.
   *
   * @param above how far bad images lie above good ones
   * @param found how many bad images are over the threshold
   */
  private static List<Trial> trials(
      String model, int shots, int good, int bad, double above, int found) {
    Random random = new Random(model.hashCode());
    List<JudgedImage> images = new ArrayList<>();
    DoubleUnaryOperator score = add -> .9 * random.nextDouble() + add;
    for (int i = 0; i < good; i++) {
      images.add(judged(i, false, score.applyAsDouble(0)));
    }
    for (int i = 0; i < bad; i++) {
      double value = Math.min(.99, score.applyAsDouble(above));
      images.add(judged(i, true, i < found ? value + 1 : value));
    }
    Combination tried =
        new Combination(
            "plate",
            new EvaluatedModel(Path.of("model", model), new ModelLabel(model, "1")),
            View.DEFAULT,
            shots);
    Threshold threshold = Threshold.of(THRESHOLD, ThresholdSource.SHOTS);
    Figures figures = Ranking.of(images).figures(THRESHOLD);
    return List.of(1, 2, 3).stream()
        .map(seed -> new Trial(tried, seed, List.of(), threshold, images, figures, 10))
        .toList();
  }

  private static JudgedImage judged(int number, boolean isBad, double score) {
    String kind = isBad ? "bad" : "good";
    String name = kind + "/" + number + ".png";
    return new JudgedImage(new LabelledImage(Path.of(name), name, kind, isBad, null), score);
  }
}
