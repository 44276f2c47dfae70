package io.shotline.service;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.result.Outcome;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Scores single images of callers by HTTP, after the images of the stream. Called by several
 * threads at once.
 */
final class CallerScoring implements BiFunction<String, EncodedImage, Optional<Outcome>> {
  private final Scorer scorer;
  private final Supplier<Catalog> catalog;
  private final Clock clock;

  /**
   * @param catalog the shots and products of now; it, or what it gives, throws {@link
   *     InvalidStateStoreException} when the stream has stopped
   */
  CallerScoring(Scorer scorer, Supplier<Catalog> catalog, Clock clock) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.catalog = requireNonNull(catalog, "catalog");
    this.clock = requireNonNull(clock, "clock");
  }

  /** The outcome, or empty if the stream's images go first or the stream does not run. */
  @Override
  public Optional<Outcome> apply(String product, EncodedImage image) {
    ImageEvent event = new ImageEvent("http", "http", product, clock.instant(), image, Map.of());
    try {
      return scorer.tryScore(event, catalog.get());
    } catch (InvalidStateStoreException e) {
      // The stream ended since it was asked whether it is ready.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an image was scored", e);
    }
  }
}
