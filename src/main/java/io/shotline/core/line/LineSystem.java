package io.shotline.core.line;

/** Tells which instances score the images of the line. Safe for use by many threads. */
@FunctionalInterface
public interface LineSystem {
  /**
   * Returns the instances of some seconds ago. May block.
   *
   * @throws LineUnavailableException if the cluster does not answer
   */
  LineGroup group();
}
