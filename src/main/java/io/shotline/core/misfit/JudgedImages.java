package io.shotline.core.misfit;

import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewedPart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest judged images of one product. Begins anew with other shots, another model, view or
 * threshold of all the product's cameras: what was before says nothing of now. Safe for use by many
 * threads.
 */
public final class JudgedImages {
  /** How many images of a running line count. */
  public static final int OF_A_LINE = 200;

  /** How many of the images that a command was given count. */
  public static final int OF_A_FOLDER = 100_000;

  private static final Set<ThresholdSource> OF_ALL_CAMERAS =
      Set.of(ThresholdSource.SET, ThresholdSource.SHOTS, ThresholdSource.MODEL);

  private record Judged(double score, double ratio, Set<Warning.Kind> warned) {
    static Judged of(ScoredImage image) {
      Set<Warning.Kind> warned =
          image.warnings().stream().map(Warning::kind).collect(Collectors.toUnmodifiableSet());
      return new Judged(image.score(), image.ratio(), warned);
    }
  }

  /**
   * What the images must have in common.
   *
   * @param threshold of all cameras of the product. One that was learnt is one camera's and moves:
   *     it leaves this as it was.
   */
  private record Basis(
      ModelLabel model, List<String> shotIds, View view, @Nullable Double threshold) {
    static Basis of(ScoredImage image, Threshold held, View view, @Nullable Basis before) {
      ThresholdSource source = held.source();
      Double known = before == null ? null : before.threshold;
      boolean isOfAll = source != null && OF_ALL_CAMERAS.contains(source);
      Double own = isOfAll ? Double.valueOf(held.value()) : known;
      return new Basis(image.model(), image.shotIds(), view, own);
    }
  }

  private final int most;
  private final Deque<Judged> images = new ArrayDeque<>();
  private @Nullable Basis basis;
  private @Nullable Threshold threshold;
  private @Nullable ViewedPart part;

  /** Keeps at most this many images. */
  public JudgedImages(int most) {
    this.most = most;
  }

  /** Takes an image; one that was skipped, as repeats are, does not count. */
  public synchronized void add(ScoredImage image) {
    Threshold held = image.judgement().heldAgainst();
    ViewedPart seen = image.viewedPart();
    if (held == null || seen == null) {
      return;
    }
    Basis now = Basis.of(image, held, seen.view(), basis);
    if (!now.equals(basis)) {
      basis = now;
      images.clear();
    }
    if (images.size() == most) {
      images.remove();
    }
    images.add(Judged.of(image));
    threshold = held;
    part = seen;
  }

  /** Returns what became of the images; empty before the first. */
  public synchronized Optional<JudgedFigures> figures() {
    if (threshold == null || part == null) {
      return Optional.empty();
    }
    double[] scores = images.stream().mapToDouble(Judged::score).sorted().toArray();
    return Optional.of(
        new JudgedFigures(
            scores.length,
            (int) images.stream().filter(image -> image.ratio() >= 1).count(),
            images.stream().mapToDouble(Judged::ratio).max().orElse(0),
            scores[(scores.length - 1) / 2],
            scores[scores.length - 1],
            warned(),
            threshold,
            part));
  }

  private Map<Warning.Kind, Integer> warned() {
    Map<Warning.Kind, Integer> warned = new EnumMap<>(Warning.Kind.class);
    for (Judged image : images) {
      image.warned().forEach(kind -> warned.merge(kind, 1, Integer::sum));
    }
    return warned;
  }
}
