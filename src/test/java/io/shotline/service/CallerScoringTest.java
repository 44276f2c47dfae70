package io.shotline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Gate;
import io.shotline.core.Scorer;
import io.shotline.core.StreamLoad;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller is told to come again when the stream ends under its image. */
class CallerScoringTest {
  private static final String PRODUCT = "plate";

  private final Scorer scorer =
      new Scorer(
          new FakeModel(),
          new ImageLimits(1 << 20, 1_000_000),
          new BatchSettings(1, Duration.ZERO, 1, 8),
          1 << 20,
          ScoringMonitor.NONE,
          Clock.systemUTC());

  @AfterEach
  void stop() {
    scorer.close();
  }

  @Test
  void shouldScoreWhileTheStreamRuns() {
    FakeCatalog catalog = new FakeCatalog().withShots(PRODUCT, Samples.grey(100));

    assertThat(apply(() -> catalog)).get().isInstanceOf(Outcome.Judged.class);
  }

  @Test
  void shouldSendCallersAwayWhenThereIsNoCatalogAnyMore() {
    assertThat(
            apply(
                () -> {
                  throw stopped();
                }))
        .isEmpty();
  }

  @Test
  void shouldSendCallersAwayWhenTheCatalogIsClosedWhileItIsRead() {
    assertThat(apply(ClosedCatalog::new)).isEmpty();
  }

  /** As a service wires the scorer and the stream, at every size of their settings. */
  @Property(tries = 40)
  void shouldSendCallersAwayWhileTheStreamIsSaturated(
      @ForAll @IntRange(min = 1, max = 16) int maxBatch,
      @ForAll @IntRange(min = 1, max = 4) int runs)
      throws Exception {
    ScoringSettings settings =
        new ScoringSettings(maxBatch, Duration.ZERO, runs, 1 << 20, ImageLimits.DEFAULT);
    Gate gate = new Gate();
    try (Scorer saturated = settings.scorer(new FakeModel(gate), ScoringMonitor.NONE);
        StreamLoad stream = new StreamLoad(saturated, settings.imagesInWork())) {
      CallerScoring callers = new CallerScoring(saturated, stream::catalog, Clock.systemUTC());
      try {
        assertThat(
                CompletableFuture.supplyAsync(
                        () -> callers.apply(StreamLoad.PRODUCT, Samples.grey(100)))
                    .get(300, TimeUnit.SECONDS))
            .isEmpty();
      } finally {
        gate.open();
      }
      stream.awaitScored();
      assertThat(callers.apply(StreamLoad.PRODUCT, Samples.grey(100))).isPresent();
    }
  }

  private Optional<Outcome> apply(Supplier<Catalog> catalog) {
    return new CallerScoring(scorer, catalog, Clock.systemUTC()).apply(PRODUCT, Samples.grey(100));
  }

  private static InvalidStateStoreException stopped() {
    return new InvalidStateStoreException("the stream does not run: NOT_RUNNING");
  }

  private static final class ClosedCatalog implements Catalog {
    @Override
    public Optional<Product> product(String productId) {
      return Optional.empty();
    }

    @Override
    public long revision(String productId) {
      return 1;
    }

    @Override
    public List<ListedShot> shots(String productId) {
      throw stopped();
    }

    @Override
    public Optional<EncodedImage> image(ListedShot shot) {
      throw stopped();
    }
  }
}
