package io.shotline.tensorflow;

import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.SecondLook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the settings of a model card that tell which images the model takes: a side with
 * a grid and a fit, or an area with a step and maybe a second look.
 */
final class CardInput {
  static final String INPUT = "input";
  static final String GRID = "grid";
  static final String FIT = "fit";
  static final String SECOND_LOOK = "second_look";
  private static final String AREA = "area";
  private static final String STEP = "step";
  private static final String WEIGHTS = "weights";
  private static final int MOST_SIDE = 4096;
  private static final int MOST_WEIGHT = 100;

  private CardInput() {}

  /** Reads the settings; what is wrong with them is among the faults of the card. */
  static ModelInput read(CardSettings card) {
    return card.isObject(INPUT) ? rectangle(card) : square(card);
  }

  private static ModelInput square(CardSettings card) {
    int side = card.wholeNumber(INPUT, 1, MOST_SIDE, ModelInput.Square.DEFAULT_SIDE);
    int patches = card.wholeNumber(GRID, 1, side == 1 ? MOST_SIDE : side, null);
    Fit fit = card.word(FIT, List.of(Fit.CENTRE, Fit.SQUARE), Fit::word);
    card.requireAbsent(SECOND_LOOK, "must be left out where " + INPUT + " has no " + AREA);
    return new ModelInput.Square(Math.max(side, patches), patches, fit);
  }

  private static ModelInput rectangle(CardSettings card) {
    CardSettings input = card.within(INPUT);
    int step = input.wholeNumber(STEP, 1, MOST_SIDE, null);
    int area = input.wholeNumber(AREA, step * step, MOST_SIDE * MOST_SIDE, null);
    input.requireNoOthers(List.of(AREA, STEP));
    card.requireAbsent(GRID, "must be left out: the grid follows from " + INPUT + "." + STEP);
    card.word(FIT, List.of(Fit.WHOLE), Fit::word);
    return new ModelInput.Rectangle(area, step, card.has(SECOND_LOOK) ? second(card, step) : null);
  }

  private static @Nullable SecondLook second(CardSettings card, int step) {
    if (!card.isObject(SECOND_LOOK)) {
      card.fault(
          SECOND_LOOK,
          "must be an object of " + String.join(", ", AREA, CardScore.TOP_SHARE, WEIGHTS));
      return null;
    }
    CardSettings look = card.within(SECOND_LOOK);
    int area = look.wholeNumber(AREA, step * step, MOST_SIDE * MOST_SIDE, null);
    double share = look.number(CardScore.TOP_SHARE, CardScore.LEAST_SHARE, 1);
    SortedMap<Integer, Double> weights = new TreeMap<>();
    look.numbers(WEIGHTS, 0, MOST_WEIGHT)
        .forEach(
            (pixels, weight) -> {
              if (pixels.matches("[0-9]{1,9}") && weight > 0) {
                weights.put(Integer.parseInt(pixels), weight);
              }
            });
    if (weights.isEmpty() || weights.size() != look.size(WEIGHTS)) {
      look.fault(
          WEIGHTS, "must be numbers above 0 by whole numbers of pixels, such as {\"100\": 1}");
      return null;
    }
    look.requireNoOthers(List.of(AREA, CardScore.TOP_SHARE, WEIGHTS));
    return new SecondLook(area, share, weights);
  }

  /** Adds the settings of the input in their order; of those of before, none but the grid. */
  static void write(ModelInput input, Map<String, Object> card) {
    if (input instanceof ModelInput.Square square) {
      boolean isDefault = square.equals(ModelInput.Square.withDefaults(square.patches()));
      if (!isDefault) {
        card.put(INPUT, square.side());
      }
      card.put(GRID, square.patches());
      if (!isDefault) {
        card.put(FIT, square.fit().word());
      }
    } else if (input instanceof ModelInput.Rectangle rectangle) {
      // In this order, so that the same card has the same bytes.
      Map<String, Object> sizes = new LinkedHashMap<>();
      sizes.put(AREA, rectangle.area());
      sizes.put(STEP, rectangle.step());
      card.put(INPUT, sizes);
      card.put(FIT, rectangle.fit().word());
      SecondLook second = rectangle.second();
      if (second != null) {
        Map<String, Object> look = new LinkedHashMap<>();
        look.put(AREA, second.area());
        look.put(CardScore.TOP_SHARE, second.topShare());
        look.put(WEIGHTS, second.weights());
        card.put(SECOND_LOOK, look);
      }
    }
  }
}
