package io.shotline.core;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The features of all shots of one product that count: what an image of it is compared with.
 *
 * @param revision of the catalog's shots that it was made from
 * @param maxShots the limit that it was made with
 * @param shots the oldest first; empty if the product has none that can be used
 */
public record PromptBank(String productId, long revision, int maxShots, List<EncodedShot> shots) {
  /**
   * A shot and its features.
   *
   * @param digest of the image file, so that a changed shot of the same id is noticed
   */
  public record EncodedShot(String shotId, String digest, ShotFeatures features) {
    public EncodedShot {
      requireNonNull(shotId, "shotId");
      requireNonNull(digest, "digest");
      requireNonNull(features, "features");
    }
  }

  public PromptBank {
    requireNonNull(productId, "productId");
    shots = List.copyOf(shots);
  }

  public List<String> shotIds() {
    return shots.stream().map(EncodedShot::shotId).toList();
  }

  /** Memory held, for the bound of the cache. */
  public long bytes() {
    return shots.stream().mapToLong(shot -> shot.features().bytes()).sum();
  }
}
