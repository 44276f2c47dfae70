package io.shotline.wire;

import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdDoubt;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.ViewedPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws results, and the ids and times that messages have. */
final class ScoredArbitraries {
  private ScoredArbitraries() {}

  static Arbitrary<String> ids() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(40)
        .filter(text -> wellFormed(text) && text.indexOf('/') < 0);
  }

  static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  static Arbitrary<ScoredImage> images() {
    return Combinators.combine(
            ids(),
            times(),
            Combinators.combine(Arbitraries.of(Verdict.class), thresholds()).as(Held::new),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.floats().between(0, 1).array(float[].class).ofSize(6),
            Arbitraries.of(true, false),
            ids().list().ofMaxSize(3),
            ViewArbitraries.viewedParts())
        .as(ScoredArbitraries::scored);
  }

  private record Held(Verdict verdict, Threshold threshold) {}

  private static Arbitrary<Threshold> thresholds() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.of(ThresholdSource.class).injectNull(0.2),
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.of(ThresholdDoubt.class).set())
        .as(Threshold::new);
  }

  private static ScoredImage scored(
      String id,
      Instant time,
      Held held,
      double score,
      float[] map,
      boolean terms,
      List<String> shots,
      ViewedPart viewed) {
    Verdict verdict = held.verdict();
    Threshold threshold = held.threshold();
    boolean skipped = verdict == Verdict.SKIPPED;
    Double term = terms ? score / 3 : null;
    return new ScoredImage(
        new Subject(id, id + "-camera", id + "-product", time, Map.of("file", id)),
        Instant.ofEpochSecond(1, 2),
        new ModelLabel("model", "7"),
        skipped
            ? Judgement.skipped(new Skip(Skip.Reason.TOO_OLD, "off"))
            : new Judgement(verdict, score, threshold, null),
        new Difference(
            shots,
            skipped ? ShotBasis.UNKNOWN : new ShotBasis(id, score / 2, 4),
            skipped ? null : new ScoreComponents(score, term, terms ? score / 5 : null, term),
            skipped ? null : new ResidualMap(2, 3, map),
            skipped ? null : viewed,
            skipped ? List.of() : warnings(id)),
        new StageTimings(
            Duration.ofNanos(viewed.image().pixels() << 20),
            Duration.ofMillis(3),
            Duration.ZERO,
            Duration.ofSeconds(4)));
  }

  private static List<Warning> warnings(String detail) {
    return Stream.of(Warning.Kind.values()).map(kind -> new Warning(kind, detail)).toList();
  }

  private static boolean wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
  }
}
