package io.shotline.core.threshold;

/**
 * What a person says of learning the threshold of a product.
 *
 * @param isFrozen whether what was learnt stays as it is
 * @param sinceMillis what was learnt before counts no more; 0: all counts
 */
public record Learning(boolean isFrozen, long sinceMillis) {
  /** Nobody said anything. */
  public static final Learning DEFAULT = new Learning(false, 0);
}
