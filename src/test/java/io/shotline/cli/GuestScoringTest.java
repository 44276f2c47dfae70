package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.BatchSettings;
import io.shotline.core.Catalog;
import io.shotline.core.FakeCatalog;
import io.shotline.core.FakeModel;
import io.shotline.core.ImageLimits;
import io.shotline.core.Outcome;
import io.shotline.core.Product;
import io.shotline.core.Samples;
import io.shotline.core.Scorer;
import io.shotline.core.ScoringMonitor;
import io.shotline.core.Shot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller is told to come again when the stream ends under its image. */
class GuestScoringTest {
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

    assertThat(apply(() -> catalog)).get().isInstanceOf(Outcome.Scored.class);
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

  private Optional<Outcome> apply(Supplier<Catalog> catalog) {
    return new GuestScoring(scorer, catalog, Clock.systemUTC()).apply(PRODUCT, Samples.grey(100));
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
    public List<Shot> shots(String productId) {
      throw stopped();
    }
  }
}
