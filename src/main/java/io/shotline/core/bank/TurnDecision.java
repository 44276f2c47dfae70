package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.port.TurnRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the bank of a product holds turned copies of its shots, decided by the shots alone: each
 * is compared with the others, once without and once with their turned copies, at the first look of
 * the model alone.
 *
 * @param ratio of the mean score without turned copies to the mean score with them; 1 for one shot
 * @param turned whether the bank holds the turned copies
 * @param leaveOneOut the score of each shot against the others, with their turned copies where the
 *     bank holds them; none for one shot
 */
public record TurnDecision(double ratio, boolean turned, List<Double> leaveOneOut) {
  /** Of fewer than two shots, and of a model that does not compare them. */
  public static final TurnDecision NONE = new TurnDecision(1, false, List.of());

  private static final TurnDecision ALWAYS = new TurnDecision(1, true, List.of());

  /** Below it a mean is rounding noise: shots of the same image. */
  private static final double LEAST_MEAN = 1e-6;

  /** Compares images with banks, as {@link ScoringModel#compare} does. */
  @FunctionalInterface
  public interface Comparison {
    /** Returns the score of each image against the bank in its place. */
    List<Double> scores(List<ShotFeatures> images, List<Bank> banks);
  }

  /**
   * A shot as it is and turned.
   *
   * @param turned features of {@link TurnedCopies}; may be empty where the rule does not turn it
   */
  public record Shot(ShotFeatures upright, List<ShotFeatures> turned) {
    public Shot {
      requireNonNull(upright, "upright");
      turned = List.copyOf(turned);
    }

    /** Returns the features of the first look alone. */
    Shot first() {
      return new Shot(upright.first(), turned.stream().map(ShotFeatures::first).toList());
    }
  }

  public TurnDecision {
    leaveOneOut = List.copyOf(leaveOneOut);
  }

  /**
   * Decides for the shots of one product.
   *
   * @param rule null turns nothing
   * @param shots the oldest first
   */
  public static TurnDecision of(@Nullable TurnRule rule, List<Shot> shots, Comparison comparison) {
    if (shots.size() < 2) {
      return rule != null && rule.isAlways() && !shots.isEmpty() ? ALWAYS : NONE;
    }
    if (rule == null) {
      return new TurnDecision(1, false, leaveOneOut(null, shots, false, comparison));
    }
    List<Shot> first = shots.stream().map(Shot::first).toList();
    List<Double> without = leaveOneOut(rule, first, false, comparison);
    List<Double> with = leaveOneOut(rule, first, true, comparison);
    double ratio = Math.max(LEAST_MEAN, mean(without)) / Math.max(LEAST_MEAN, mean(with));
    boolean turned = ratio > rule.ratio();
    boolean looksTwice = shots.get(0).upright().second().isPresent();
    List<Double> scores = turned ? with : without;
    return new TurnDecision(
        ratio, turned, looksTwice ? leaveOneOut(rule, shots, turned, comparison) : scores);
  }

  private static List<Double> leaveOneOut(
      @Nullable TurnRule rule, List<Shot> shots, boolean turned, Comparison comparison) {
    // One bank at a time: together, those of 16 turned shots would take 100 MB.
    List<Double> scores = new ArrayList<>();
    for (int left = 0; left < shots.size(); left++) {
      List<ShotFeatures> others = others(shots, left);
      if (turned && rule != null) {
        others.addAll(turnedOthers(rule, shots, left));
      }
      List<ShotFeatures> image = List.of(shots.get(left).upright());
      scores.addAll(comparison.scores(image, List.of(bank(others))));
    }
    return scores;
  }

  private static List<ShotFeatures> others(List<Shot> shots, int left) {
    List<ShotFeatures> others = new ArrayList<>();
    for (int i = 0; i < shots.size(); i++) {
      if (i != left) {
        others.add(shots.get(i).upright());
      }
    }
    return others;
  }

  private static List<ShotFeatures> turnedOthers(TurnRule rule, List<Shot> shots, int left) {
    return IntStream.range(0, shots.size())
        .filter(i -> i != left && rule.includes(i, shots.size()))
        .boxed()
        .flatMap(i -> shots.get(i).turned().stream())
        .toList();
  }

  private static Bank bank(List<ShotFeatures> features) {
    List<EncodedShot> shots = features.stream().map(each -> new EncodedShot("", "", each)).toList();
    return new Bank("", "", 0, shots.size(), shots, TextFeatures.NONE);
  }

  private static double mean(List<Double> scores) {
    return scores.stream().mapToDouble(score -> score).average().orElseThrow();
  }
}
