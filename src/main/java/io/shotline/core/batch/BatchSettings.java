package io.shotline.core.batch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How images are put together for runs of the model.
 *
 * @param maxBatch the most images in one run
 * @param linger how long the first image of a batch waits for company
 * @param runs how many go on at once; 0 for as many as the model asks for
 * @param queueCapacity how many images may wait before callers do: as many as the stream has in
 *     work at once
 */
public record BatchSettings(int maxBatch, Duration linger, int runs, int queueCapacity) {
  public BatchSettings {
    requireNonNull(linger, "linger");
    if (maxBatch < 1 || linger.isNegative() || runs < 0 || queueCapacity < 1) {
      throw new IllegalArgumentException(
          "batches of %d, linger %s, %d runs, queue %d"
              .formatted(maxBatch, linger, runs, queueCapacity));
    }
  }
}
