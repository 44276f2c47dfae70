package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;
import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Subject;
import io.shotline.core.threshold.AutomaticThreshold;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.core.threshold.Threshold;
import java.time.Instant;
import java.util.Optional;

/**
 * An image that was scored and has no verdict yet. The verdict is made by {@link #judge} when the
 * image's turn comes, under the product's settings of then. Holds neither the file nor its pixels,
 * so that many can wait.
 */
public final class UnjudgedImage {
  /** What came of the image. */
  sealed interface Finding {
    /** The file cannot be decoded, whatever the product's settings are. */
    record Unusable(Rejection rejection) implements Finding {}

    /** The image cannot be compared with the shots that there are, or not through the view. */
    record Incomparable(Rejection rejection) implements Finding {}

    /** The product is disabled. */
    record NotScored() implements Finding {}

    /**
     * The image was compared with the shots.
     *
     * @param automatic for products without a threshold of their own, of the very shots that the
     *     score is of
     */
    record Scored(
        double score, AutomaticThreshold automatic, Difference difference, StageTimings timings)
        implements Finding {}
  }

  private final Subject subject;
  private final ScoreBasis basis;
  private final ModelLabel model;
  private final Instant at;
  private final Finding finding;

  /**
   * @param image was scored as it was prepared
   * @param at when it was scored
   */
  UnjudgedImage(PreparedImage image, ModelLabel model, Instant at, Finding finding) {
    this.subject = image.event().subject();
    this.basis = ScoreBasis.of(image.product());
    this.model = requireNonNull(model, "model");
    this.at = requireNonNull(at, "at");
    this.finding = requireNonNull(finding, "finding");
  }

  /**
   * Returns the outcome under these settings; empty if the image must be scored anew, since the
   * shots that count are others now or the product was enabled meanwhile. Never empty for the
   * product that the image was prepared with.
   *
   * @param learnt on the line by now
   */
  public Optional<Outcome> judge(ProductState now, LearntThresholds learnt) {
    if (finding instanceof Finding.Unusable unusable) {
      return Optional.of(new Outcome.Rejected(unusable.rejection()));
    }
    if (!now.settings().enabled()) {
      return Optional.of(disabled());
    }
    if (!basis.equals(ScoreBasis.of(now))) {
      return Optional.empty();
    }
    if (finding instanceof Finding.Incomparable incomparable) {
      return Optional.of(new Outcome.Rejected(incomparable.rejection()));
    }
    return finding instanceof Finding.Scored scored
        ? Optional.of(judged(scored, now.settings(), learnt))
        : Optional.empty();
  }

  private Outcome judged(Finding.Scored scored, Product settings, LearntThresholds learnt) {
    LearningKey key =
        new LearningKey(
            subject.productId(), subject.cameraId(), model.toString(), basis.view().word());
    Threshold threshold = settings.thresholdRule().threshold(scored.automatic(), learnt, key);
    Judgement judgement = Judgement.of(scored.score(), threshold);
    return new Outcome.Judged(
        new ScoredImage(subject, at, model, judgement, scored.difference(), scored.timings()));
  }

  private Outcome disabled() {
    String because = "product " + subject.productId() + " is disabled";
    return Outcome.skipped(subject, at, model, new Skip(Skip.Reason.PRODUCT_DISABLED, because));
  }
}
