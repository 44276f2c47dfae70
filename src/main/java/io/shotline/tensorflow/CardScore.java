package io.shotline.tensorflow;

import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import io.shotline.core.port.TopShare.Rounding;
import io.shotline.core.port.TurnRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the settings of a model card that tell how residuals become a score, and how
 * good the score was found to be. A card may leave out each of them.
 */
final class CardScore {
  static final String TOP_SHARE = "top_share";
  static final String TOP_ROUNDING = "top_rounding";
  static final String TURNS = "turns";
  static final String ACCURACY = "accuracy";
  private static final String RATIO = "ratio";
  private static final String SHOTS = "shots";
  static final double LEAST_SHARE = 0.001;
  private static final int MOST_RATIO = 100;

  private CardScore() {}

  /** Reads the share; what is wrong with it is among the faults of the card. */
  static @Nullable TopShare topShare(CardSettings card) {
    if (!card.has(TOP_SHARE)) {
      card.requireAbsent(TOP_ROUNDING, "must be left out where there is no " + TOP_SHARE);
      return null;
    }
    double share = card.number(TOP_SHARE, LEAST_SHARE, 1);
    return new TopShare(share, card.word(TOP_ROUNDING, List.of(Rounding.values()), Rounding::word));
  }

  /** Reads the rule; what is wrong with it is among the faults of the card. */
  static @Nullable TurnRule turns(CardSettings card, int mostShots) {
    if (!card.has(TURNS)) {
      return null;
    }
    if (!card.isObject(TURNS)) {
      card.fault(TURNS, "must be an object of " + RATIO + " and " + SHOTS);
      return null;
    }
    if (!card.has(TOP_SHARE)) {
      card.fault(TOP_SHARE, "must be there where " + TURNS + " is");
    }
    CardSettings turns = card.within(TURNS);
    double ratio = turns.number(RATIO, 0, MOST_RATIO);
    if (ratio > 0 && ratio < 1) {
      turns.fault(RATIO, "must be 0 for always, or a number from 1 to " + MOST_RATIO);
      ratio = 1;
    }
    int shots = turns.wholeNumber(SHOTS, 1, mostShots, null);
    turns.requireNoOthers(List.of(RATIO, SHOTS));
    return new TurnRule(ratio, shots);
  }

  /** Reads the measured figures; what is wrong with them is among the faults of the card. */
  static Map<String, Double> accuracy(CardSettings card) {
    return card.has(ACCURACY) ? card.numbers(ACCURACY, 0, 1) : Map.of();
  }

  /** Adds how the score is made, of those settings that the card has. */
  static void writeRule(ModelCard card, Map<String, Object> settings) {
    TopShare top = card.topShare();
    if (top != null) {
      settings.put(TOP_SHARE, top.share());
      if (top.rounding() != Rounding.NEAREST) {
        settings.put(TOP_ROUNDING, top.rounding().word());
      }
    }
    TurnRule turns = card.turns();
    if (turns != null) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put(RATIO, turns.ratio());
      rule.put(SHOTS, turns.shots());
      settings.put(TURNS, rule);
    }
  }

  /** Adds the measured figures where there are any. */
  static void writeAccuracy(ModelCard card, Map<String, Object> settings) {
    if (!card.accuracy().isEmpty()) {
      settings.put(ACCURACY, card.accuracy());
    }
  }
}
