package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.view.ViewedPart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one image.
 *
 * @param scoredAt when the score was made
 * @param model that made it
 */
public record ScoredImage(
    Subject subject,
    Instant scoredAt,
    ModelLabel model,
    Judgement judgement,
    Difference difference,
    StageTimings timings) {
  public ScoredImage {
    requireNonNull(subject, "subject");
    requireNonNull(scoredAt, "scoredAt");
    requireNonNull(model, "model");
    requireNonNull(judgement, "judgement");
    requireNonNull(difference, "difference");
    requireNonNull(timings, "timings");
  }

  /** Returns the same with one more reason to doubt the verdict. */
  public ScoredImage withWarning(Warning warning) {
    return new ScoredImage(
        subject, scoredAt, model, judgement, difference.withWarning(warning), timings);
  }

  /** Returns whether the image is a repeat of one that has its verdict already. */
  public boolean isDuplicate() {
    Skip skip = skip();
    return skip != null && skip.isDuplicate();
  }

  public String eventId() {
    return subject.eventId();
  }

  public String cameraId() {
    return subject.cameraId();
  }

  public String productId() {
    return subject.productId();
  }

  /** Returns the camera's time. */
  public Instant capturedAt() {
    return subject.capturedAt();
  }

  public Verdict verdict() {
    return judgement.verdict();
  }

  /** Returns why the verdict is SKIPPED; null otherwise. */
  public @Nullable Skip skip() {
    return judgement.skip();
  }

  /** Returns 0 (like the shots) to 1. */
  public double score() {
    return judgement.score();
  }

  /** Returns what the score was held against. */
  public double threshold() {
    return judgement.threshold();
  }

  /** Returns the score as a multiple of the threshold, 1 at it; 0 when skipped. */
  public double ratio() {
    return judgement.ratio();
  }

  /** Returns the same result held against another threshold. */
  public ScoredImage heldAgainst(Threshold other) {
    Judgement judged = Judgement.of(score(), other);
    return new ScoredImage(subject, scoredAt, model, judged, difference, timings);
  }

  /** Returns the terms of the score; null when skipped. */
  public @Nullable ScoreComponents components() {
    return difference.components();
  }

  /** Returns where the image differs from the shots; null when skipped. */
  public @Nullable ResidualMap residualMap() {
    return difference.residualMap();
  }

  /** Returns the shots that the image was compared with. */
  public List<String> shotIds() {
    return difference.shotIds();
  }

  /** Returns the same shots in short. */
  public ShotBasis shots() {
    return difference.shots();
  }

  /** Returns what of the image was looked at; null when skipped. */
  public @Nullable ViewedPart viewedPart() {
    return difference.viewedPart();
  }

  /** Returns reasons to doubt the verdict. */
  public List<Warning> warnings() {
    return difference.warnings();
  }

  /** Returns where to look first, in pixels of the upright image; empty when skipped. */
  public Optional<Region> hottestRegion() {
    return difference.hottestRegion();
  }

  public String modelName() {
    return model.name();
  }

  public String modelVersion() {
    return model.version();
  }
}
