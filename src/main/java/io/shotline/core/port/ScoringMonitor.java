package io.shotline.core.port;

import io.shotline.core.image.Rejection;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.ShotScores;
import java.time.Duration;
import java.util.List;

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

  /**
   * An image raised an alert; told before {@link #scored}.
   *
   * @param evidence whether the image is kept
   * @param bytes that are kept of it; 0 if it is not
   */
  default void alerted(EvidenceState evidence, int bytes) {}

  /**
   * A camera sent a picture; told of each image with a verdict.
   *
   * @param repeats how many pictures before it were the same, in a row; mostly none
   */
  default void pictureRepeated(String cameraId, int repeats) {}

  /** A record went to the dead letters. */
  default void rejected(Rejection rejection) {}

  /** The model ran for a batch of this many images. */
  default void batch(int size, Duration run) {}

  /** A product's bank was there already. */
  default void bankHit() {}

  /**
   * A product's bank had to be made or renewed.
   *
   * @param shotDigests of the image files of the shots that it now holds; the same as before when
   *     they did not change
   */
  default void bankBuilt(String productId, List<String> shotDigests) {}

  /** The shots of a product were held against each other; told after {@link #bankBuilt}. */
  default void shotsCompared(String productId, ShotScores scores) {}

  /** A product has shots or settings; told at the start and of each that is added. */
  default void productKnown(String productId) {}

  /** The last shot of a product was removed. */
  default void shotsRemoved(String productId) {}

  /**
   * A product's bank had gone for want of memory and was made once more, of all its shots; told
   * besides {@link #bankBuilt}.
   */
  default void bankRebuilt() {}

  /** A person said what an image was; told once of each record, or again after a failure. */
  default void feedback(Feedback feedback) {}

  /** The images of some cameras go to another instance from now on. */
  default void imagesMoved() {}

  /** Another model scores from now on. */
  default void modelSwapped(ModelCard card) {}

  /** A new version of the model cannot be used; the one before serves on. */
  default void modelRefused() {}
}
