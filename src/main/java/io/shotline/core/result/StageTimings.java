package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where the time between reading an image and its verdict went.
 *
 * @param decode from bytes to the model's pixels
 * @param bank looking up the shots' features, or encoding them
 * @param queue waiting for the model
 * @param model the run of the batch that the image was in
 */
public record StageTimings(Duration decode, Duration bank, Duration queue, Duration model) {
  /** Nothing was done. */
  public static final StageTimings NONE =
      new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public StageTimings {
    requireNonNull(decode, "decode");
    requireNonNull(bank, "bank");
    requireNonNull(queue, "queue");
    requireNonNull(model, "model");
  }
}
