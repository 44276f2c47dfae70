package io.shotline.core;

import java.time.Duration;

/**
 * Port to the metrics. Every record read ends in exactly one of {@link #scored} and {@link
 * #rejected}, so that their counts add up to the records read. Called by many threads at once; must
 * not block.
 */
public interface ScoringMonitor {
  /** Counts nothing. */
  ScoringMonitor NONE = new ScoringMonitor() {};

  /** An image got its verdict (SKIPPED included). */
  default void scored(ScoredImage image) {}

  /** A record went to the dead letters. */
  default void rejected(Rejection rejection) {}

  /** The model ran for a batch of this many images. */
  default void batch(int size, Duration run) {}

  /** A product's bank was there already. */
  default void bankHit() {}

  /** A product's bank had to be made or renewed; it now holds this many shots. */
  default void bankBuilt(String productId, int shots) {}

  /** Another model scores from now on. */
  default void modelSwapped(ModelCard card) {}

  /** A new version of the model cannot be used; the one before serves on. */
  default void modelRefused() {}
}
