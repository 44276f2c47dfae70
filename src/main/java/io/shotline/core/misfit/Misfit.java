package io.shotline.core.misfit;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.ShotScores;
import java.util.Locale;
import java.util.Optional;

/**
 * A threshold that does not fit the images of its product.
 *
 * @param shots what the product's shots score against each other
 */
public record Misfit(MisfitKind kind, JudgedFigures figures, ShotScores shots) {
  public Misfit {
    requireNonNull(kind, "kind");
    requireNonNull(figures, "figures");
    requireNonNull(shots, "shots");
  }

  /** Returns how the threshold does not fit these images; empty if it does. */
  public static Optional<Misfit> of(MisfitRule rule, JudgedFigures figures, ShotScores shots) {
    return rule.kind(figures).map(kind -> new Misfit(kind, figures, shots));
  }

  /** Returns what was seen, the likely causes with their figures, and the remedies. */
  public String text() {
    return what()
        + ": "
        + (kind == MisfitKind.NEARLY_ALL_ANOMALOUS ? "unless all are defective, " : "")
        + "product, model or threshold do not fit. Likely "
        + String.join("; or ", new LikelyCauses(figures, shots).of(kind));
  }

  private String what() {
    return switch (kind) {
      case NEARLY_ALL_ANOMALOUS ->
          String.format(
              Locale.ROOT,
              "%d of %d judged images are anomalous (threshold %.4f, middle score %.4f)",
              figures.anomalous(),
              figures.images(),
              figures.threshold().value(),
              figures.middleScore());
      case NEVER_NEAR ->
          String.format(
              Locale.ROOT,
              "none of %d judged images came near the threshold (%.4f, greatest score %.4f)",
              figures.images(),
              figures.threshold().value(),
              figures.greatestScore());
    };
  }
}
