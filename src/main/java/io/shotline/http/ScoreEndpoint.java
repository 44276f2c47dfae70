package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.Outcome;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What answers the question how an image would be judged.
 *
 * @param scorer from a product's id and an image to the outcome, or empty if the image would have
 *     to wait for its turn; called by several worker threads at once, may block
 * @param maxImageBytes larger bodies are refused before they are read
 */
public record ScoreEndpoint(
    BiFunction<String, EncodedImage, Optional<Outcome>> scorer, int maxImageBytes) {
  public ScoreEndpoint {
    requireNonNull(scorer, "scorer");
    if (maxImageBytes < 1) {
      throw new IllegalArgumentException("bodies of at most " + maxImageBytes + " bytes");
    }
  }
}
