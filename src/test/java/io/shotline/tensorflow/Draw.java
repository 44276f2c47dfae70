package io.shotline.tensorflow;

import io.shotline.core.bank.TurnDecision;
import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.LookSizes;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.threshold.Sensitivity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a model says of all test images of a set, given some shots.
 *
 * @param scores by the names of the test images
 * @param threshold from the shots, at sensitivity normal; empty for one shot
 */
record Draw(double ratio, boolean turned, Map<String, Double> scores, OptionalDouble threshold) {
  private static final int BATCH = 8;
  private static final double BETWEEN = 0.01;

  /**
   * Scores all test images.
   *
   * @param eitherWay what is done where the ratio lies within .01 of the rule's
   */
  static Draw of(ImageSet images, List<String> names, boolean eitherWay) {
    LookSizes looks = images.looks(names);
    List<Shot> shots = names.stream().map(name -> images.shot(name, looks)).toList();
    TurnDecision decision = images.mini().decide(shots);
    boolean near = Math.abs(decision.ratio() - 1.25) <= BETWEEN;
    boolean turned = near ? eitherWay : decision.turned();
    Bank bank = MiniTwo.bank(shots, turned);
    Map<String, Double> scores = new LinkedHashMap<>();
    List<String> tests = images.tests();
    for (int first = 0; first < tests.size(); first += BATCH) {
      List<String> batch = tests.subList(first, Math.min(tests.size(), first + BATCH));
      List<ShotFeatures> features =
          batch.stream().map(name -> images.features(name, looks)).toList();
      List<Double> compared =
          images.mini().model().compare(features, Collections.nCopies(batch.size(), bank));
      for (int i = 0; i < batch.size(); i++) {
        scores.put(batch.get(i), compared.get(i));
      }
    }
    OptionalDouble threshold = MiniTwo.scores(decision).threshold(Sensitivity.NORMAL);
    return new Draw(decision.ratio(), decision.turned(), scores, threshold);
  }

  /** Returns how often a bad image scores above a good one; equal scores count half. */
  double auroc() {
    double above = 0;
    long pairs = 0;
    for (Map.Entry<String, Double> good : scores.entrySet()) {
      for (Map.Entry<String, Double> bad : scores.entrySet()) {
        if (isGood(good.getKey()) && !isGood(bad.getKey())) {
          above += (Math.signum(bad.getValue() - good.getValue()) + 1) / 2;
          pairs++;
        }
      }
    }
    return above / pairs;
  }

  /** Returns how many good images are flagged. */
  long falseAlarms() {
    return scores.entrySet().stream()
        .filter(score -> isGood(score.getKey()) && score.getValue() >= threshold.orElseThrow())
        .count();
  }

  /** Returns how many bad images are not flagged. */
  long missed() {
    return scores.entrySet().stream()
        .filter(score -> !isGood(score.getKey()) && score.getValue() < threshold.orElseThrow())
        .count();
  }

  private static boolean isGood(String name) {
    return name.startsWith("test/good/");
  }
}
