package io.shotline.cli.print;

import io.shotline.core.product.Product;
import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ScoreWindow;
import io.shotline.core.threshold.Sensitivity;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

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
      OptionalDouble threshold = each.ownThreshold(sensitivity(product));
      table.row(
          id,
          each.key().cameraId(),
          each.key().model(),
          threshold.isPresent() ? String.format(Locale.ROOT, "%.4f", threshold.getAsDouble()) : "-",
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
    if (learnt.sinceMillis() < product.learning().sinceMillis()) {
      return "shots";
    }
    boolean isAnswered = !learnt.answers().equals(AnswerBounds.NONE);
    if (learnt.spread() == null) {
      return isAnswered ? "shots, within the answers" : "shots";
    }
    return isAnswered ? "observed, within the answers" : "observed";
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
