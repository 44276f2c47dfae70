package io.shotline.core;

import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What shots say of each other, for lists of them. */
@Timeout(600)
class ShotReportsTest {
  private final FakeModel model = new FakeModel();

  /** Its cache holds no bank of two products, as in a service whose memory is short. */
  private final Scorer scorer =
      new Scorer(
          model,
          ImageLimits.DEFAULT,
          new BatchSettings(4, Duration.ZERO, 0, 9),
          1,
          ScoringMonitor.NONE,
          Clock.systemUTC());

  private final FakeCatalog catalog =
      new FakeCatalog()
          .withShots("bolt", grey(100), grey(110))
          .withShots("nut", grey(50), grey(60));

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldEncodeShotsOnceHoweverOftenTheyAreListed() throws InterruptedException {
    try (ShotReports reports = new ShotReports(scorer, Duration.ofMinutes(5))) {
      for (int i = 0; i < 3; i++) {
        assertThat(reports.of("bolt", catalog).orElseThrow().shotIds())
            .containsExactly("shot-0", "shot-1");
        assertThat(reports.of("nut", catalog)).isPresent();
      }
      assertThat(model.encodedCount()).isEqualTo(4);
    }
  }

  @Test
  void shouldTellOfTheShotsAndSettingsOfNow() throws InterruptedException {
    try (ShotReports reports = new ShotReports(scorer, Duration.ofMinutes(5))) {
      assertThat(reports.of("bolt", catalog).orElseThrow().shotIds()).hasSize(2);
      catalog.with(Samples.shot("bolt", "third", grey(120)));
      assertThat(reports.of("bolt", catalog).orElseThrow().shotIds())
          .containsExactly("shot-0", "shot-1", "third");
      catalog.with(new Product("bolt", "bolt", null, 1, true, null, View.DEFAULT));
      assertThat(reports.of("bolt", catalog).orElseThrow().shotIds()).containsExactly("third");
    }
  }

  @Test
  void shouldNotWaitLongerThanThePatienceAndGoOnAllTheSame() throws InterruptedException {
    HeldCatalog held = new HeldCatalog(catalog);
    try (ShotReports reports = new ShotReports(scorer, Duration.ZERO)) {
      assertThat(reports.of("bolt", held)).isEmpty();
      assertThat(reports.of("bolt", held)).isEmpty();
      held.open.countDown();
      Eventually.until("the report", () -> isThere(reports, held));
    }
    assertThat(model.encodedCount()).isEqualTo(2);
  }

  @Test
  void shouldTryAgainAfterAFailure() throws InterruptedException {
    HeldCatalog held = new HeldCatalog(catalog);
    held.open.countDown();
    held.isBroken = true;
    try (ShotReports reports = new ShotReports(scorer, Duration.ofMinutes(5))) {
      assertThat(reports.of("bolt", held)).isEmpty();
      held.isBroken = false;
      assertThat(reports.of("bolt", held)).isPresent();
    }
  }

  @Test
  void shouldGiveNothingOnceItIsClosed() throws InterruptedException {
    ShotReports reports = new ShotReports(scorer, Duration.ofMinutes(5));
    reports.close();
    assertThat(reports.of("bolt", catalog)).isEmpty();
  }

  private static boolean isThere(ShotReports reports, Catalog catalog) {
    try {
      return reports.of("bolt", catalog).isPresent();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lists no shots before it is opened. */
  private static final class HeldCatalog implements Catalog {
    private final CountDownLatch open = new CountDownLatch(1);
    private final Catalog catalog;
    private volatile boolean isBroken;

    HeldCatalog(Catalog catalog) {
      this.catalog = catalog;
    }

    @Override
    public Optional<Product> product(String productId) {
      return catalog.product(productId);
    }

    @Override
    public long revision(String productId) {
      return catalog.revision(productId);
    }

    @Override
    public List<ListedShot> shots(String productId) {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (isBroken) {
        throw new IllegalStateException("broken");
      }
      return catalog.shots(productId);
    }

    @Override
    public Optional<EncodedImage> image(ListedShot shot) {
      return catalog.image(shot);
    }
  }
}
