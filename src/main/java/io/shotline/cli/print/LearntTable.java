package io.shotline.cli.print;

import io.shotline.core.product.Product;
import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ScoreWindow;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.view.View;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** Prints what was learnt on the line, a row for each product, camera, model and view. */
public final class LearntTable {
  private LearntTable() {}

  /**
   * Returns the table.
   *
   * @param settings of products by id; those that are not there have none
   */
  public static Table of(Collection<LearntThreshold> learnt, Map<String, Product> settings) {
    Table table =
        new Table()
            .left("product")
            .left("camera")
            .left("model")
            .left("view")
            .right("threshold")
            .left("source")
            .left("learning")
            .right("revision");
    List<LearntThreshold> sorted =
        learnt.stream()
            .sorted(
                Comparator.comparing((LearntThreshold each) -> each.key().productId())
                    .thenComparing(each -> each.key().cameraId())
                    .thenComparing(each -> each.key().model())
                    .thenComparing(each -> each.key().view()))
            .toList();
    for (LearntThreshold each : sorted) {
      String id = each.key().productId();
      Product product = settings.getOrDefault(id, Product.withDefaults(id));
      table.row(
          id,
          each.key().cameraId(),
          each.key().model(),
          view(each),
          threshold(each, product),
          source(each, product),
          learning(each, product),
          Long.toString(each.revision()));
    }
    return table;
  }

  private static Sensitivity sensitivity(Product product) {
    Sensitivity own = product.sensitivity();
    return own == null ? Sensitivity.NORMAL : own;
  }

  private static String source(LearntThreshold learnt, Product product) {
    if (product.threshold() != null) {
      return "set";
    }
    if (isForgotten(learnt, product) || isUnheard(learnt)) {
      return "shots";
    }
    String contradiction = learnt.answers().isContradictory() ? ", answers contradict" : "";
    if (learnt.spread() == null) {
      return "shots, within the answers" + contradiction;
    }
    return (learnt.isDecidedByAnswer(sensitivity(product)) ? "feedback" : "observed")
        + contradiction;
  }

  private static boolean isForgotten(LearntThreshold learnt, Product product) {
    return learnt.sinceMillis() < product.learning().sinceMillis();
  }

  private static boolean isUnheard(LearntThreshold learnt) {
    return learnt.spread() == null && learnt.answers().equals(AnswerBounds.NONE);
  }

  /** The number that images are held against; only their scores tell it where the shots give it. */
  private static String threshold(LearntThreshold learnt, Product product) {
    Double set = product.threshold();
    if (set != null) {
      return number(set);
    }
    OptionalDouble own = learnt.ownThreshold(sensitivity(product));
    return own.isEmpty() || isForgotten(learnt, product) ? "-" : number(own.getAsDouble());
  }

  private static String number(double threshold) {
    return String.format(Locale.ROOT, "%.4f", threshold);
  }

  /** The fit, and all else that is not as it is by itself. */
  private static String view(LearntThreshold learnt) {
    List<String> own = List.of(learnt.key().view().split(";", -1));
    List<String> usual = List.of(View.DEFAULT.word().split(";", -1));
    StringJoiner words = new StringJoiner(" ");
    for (int part = 0; part < own.size(); part++) {
      if (part == 0 || part >= usual.size() || !own.get(part).equals(usual.get(part))) {
        words.add(own.get(part));
      }
    }
    return words.toString();
  }

  private static String learning(LearntThreshold learnt, Product product) {
    if (product.learning().isFrozen()) {
      return "frozen";
    }
    if (learnt.isHeld()) {
      return "stands still: scores rose";
    }
    return learnt.images() < ScoreWindow.ENOUGH
        ? learnt.images() + "/" + ScoreWindow.ENOUGH
        : "follows";
  }
}
