package io.shotline.core;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How images are put together for one run of the model.
 *
 * @param maxBatch the most images in one run
 * @param linger how long the first image of a batch waits for company
 * @param queueCapacity how many images may wait before callers do
 */
public record BatchSettings(int maxBatch, Duration linger, int queueCapacity) {
  public BatchSettings {
    requireNonNull(linger, "linger");
    if (maxBatch < 1 || linger.isNegative() || queueCapacity < 1) {
      throw new IllegalArgumentException(
          "batches of " + maxBatch + ", linger " + linger + ", queue " + queueCapacity);
    }
  }
}
