package io.shotline.testing;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.ViewedPart;
import io.shotline.metrics.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Scored images and metrics for tests of what is counted. */
public final class SampleScores {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  public static final double THRESHOLD = 0.25;

  private SampleScores() {}

  /** Metrics that call a camera silent after 45 s. */
  public static Metrics metrics(CollectorRegistry registry, Clock clock) {
    return new Metrics(registry, new FakeModel().card(), clock, Duration.ofSeconds(45));
  }

  /** An image that was taken when its verdict was made. */
  public static ScoredImage image(String product, String camera, double score) {
    return image(product, camera, score, THRESHOLD);
  }

  public static ScoredImage image(String product, String camera, double score, double threshold) {
    Verdict verdict = score >= threshold ? Verdict.ANOMALOUS : Verdict.NORMAL;
    return image(verdict, product, camera, NOW, score, threshold, "7");
  }

  public static ScoredImage image(
      Verdict verdict,
      String product,
      String camera,
      Instant capturedAt,
      double score,
      String modelVersion) {
    return image(verdict, product, camera, capturedAt, score, THRESHOLD, modelVersion);
  }

  /** An image that its camera sent before. */
  public static ScoredImage repeat(String product, String camera) {
    Outcome outcome =
        Outcome.skipped(
            new Subject("event-1", camera, product, NOW, Map.of()),
            NOW,
            new ModelLabel("fake", "7"),
            Skip.DUPLICATE);
    return ((Outcome.Judged) outcome).image();
  }

  /** A normal image whose verdict there is a reason to doubt. */
  public static ScoredImage doubted(String product, Warning.Kind kind) {
    ScoredImage image = image(product, "camera-1", 0);
    Difference found = image.difference();
    return new ScoredImage(
        image.subject(),
        image.scoredAt(),
        image.model(),
        image.judgement(),
        new Difference(
            found.shotIds(),
            found.shots(),
            found.components(),
            found.residualMap(),
            found.viewedPart(),
            List.of(new Warning(kind, "1 of 2"))),
        image.timings());
  }

  private static ScoredImage image(
      Verdict verdict,
      String product,
      String camera,
      Instant capturedAt,
      double score,
      double threshold,
      String modelVersion) {
    Judgement judgement =
        verdict == Verdict.SKIPPED
            ? Judgement.skipped(new Skip(Skip.Reason.TOO_OLD, "waited"))
            : new Judgement(verdict, score, Threshold.of(threshold, ThresholdSource.MODEL), null);
    return new ScoredImage(
        new Subject("event-1", camera, product, capturedAt, Map.of()),
        NOW,
        new ModelLabel("fake", modelVersion),
        judgement,
        new Difference(
            List.of("shot-1"),
            new ShotBasis("digest-1", score / 2, 4),
            new ScoreComponents(score, null, null, null),
            new ResidualMap(1, 1, new float[1]),
            ViewedPart.of(Fitting.DEFAULT, new ImageSize(320, 240), 1),
            List.of()),
        new StageTimings(
            Duration.ofMillis(11),
            Duration.ofMillis(22),
            Duration.ofMillis(33),
            Duration.ofMillis(1044)));
  }
}
