package io.shotline.metrics;

import io.shotline.core.misfit.JudgedImages;
import io.shotline.core.misfit.Misfit;
import io.shotline.core.misfit.MisfitRule;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.ShotScores;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest images of one product, what its shots score against each other, and when its misfit
 * was last said. Safe for use by many threads.
 */
final class ProductMisfit {
  /** A misfit lasts for long. */
  private static final Duration BETWEEN = Duration.ofHours(1);

  /** Looking sorts the scores. */
  private static final int IMAGES_BETWEEN_LOOKS = 20;

  private final JudgedImages images = new JudgedImages(JudgedImages.OF_A_LINE);
  private ShotScores shots = ShotScores.NONE;
  private @Nullable Long lastMillis;
  private @Nullable Long saidMillis;
  private long count;

  synchronized void compared(ShotScores scores) {
    shots = scores;
  }

  /** Takes a judged image; returns what a person should hear now, mostly nothing. */
  synchronized Optional<Misfit> add(ScoredImage image, long nowMillis) {
    images.add(image);
    lastMillis = nowMillis;
    count++;
    boolean isSaid = saidMillis != null && nowMillis - saidMillis < BETWEEN.toMillis();
    Optional<Misfit> misfit =
        isSaid || count % IMAGES_BETWEEN_LOOKS != 0 ? Optional.empty() : current();
    if (misfit.isPresent()) {
      saidMillis = nowMillis;
    }
    return misfit;
  }

  /** Whether an image came since then. */
  synchronized boolean isSeen(long sinceMillis) {
    return lastMillis != null && lastMillis >= sinceMillis;
  }

  /** Returns how the threshold does not fit the newest images; empty if it does. */
  synchronized Optional<Misfit> current() {
    return images.figures().flatMap(figures -> Misfit.of(MisfitRule.OF_A_LINE, figures, shots));
  }
}
