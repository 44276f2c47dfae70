package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The features of all shots of one product that count: what an image of it is compared with.
 *
 * @param productName what the product is called, which the text features are made from
 * @param revision of the catalog's shots that it was made from
 * @param maxShots the limit that it was made with
 * @param shots the oldest first; empty if the product has none that can be used
 * @param listedShots how many shots the product had, with those that do not count
 * @param text {@link TextFeatures#NONE} where the model has no text prior
 */
public record Bank(
    String productId,
    String productName,
    long revision,
    int maxShots,
    List<EncodedShot> shots,
    int listedShots,
    TextFeatures text) {
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

  public Bank {
    requireNonNull(productId, "productId");
    requireNonNull(productName, "productName");
    requireNonNull(text, "text");
    shots = List.copyOf(shots);
  }

  /** A bank of all shots that there are. */
  public Bank(
      String productId,
      String productName,
      long revision,
      int maxShots,
      List<EncodedShot> shots,
      TextFeatures text) {
    this(productId, productName, revision, maxShots, shots, shots.size(), text);
  }

  /** Returns the bank of other shots of the same product. */
  public Bank withShots(List<EncodedShot> others) {
    return new Bank(productId, productName, revision, maxShots, others, text);
  }

  /** Whether it is what would be made of this state of the catalog. */
  boolean isOf(String name, long shotsRevision, int limit) {
    return revision == shotsRevision && maxShots == limit && productName.equals(name);
  }

  public List<String> shotIds() {
    return shots.stream().map(EncodedShot::shotId).toList();
  }

  /** Memory held, for the bound of the cache. */
  public long bytes() {
    return text.bytes() + shots.stream().mapToLong(shot -> shot.features().bytes()).sum();
  }
}
