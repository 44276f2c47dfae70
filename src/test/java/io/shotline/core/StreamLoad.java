package io.shotline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** As many images in a scorer as the stream has in work at once, each on a thread of its own. */
public final class StreamLoad implements AutoCloseable {
  public static final String PRODUCT = "bolt";

  private final FakeCatalog catalog = new FakeCatalog().withShots(PRODUCT, Samples.grey(100));
  private final List<Future<Outcome>> images = new ArrayList<>();
  private final ExecutorService threads;

  /** Returns when all of them are in work; none ends before the model's gate opens. */
  public StreamLoad(Scorer scorer, int inWork) throws InterruptedException {
    this.threads = Executors.newFixedThreadPool(inWork);
    CountDownLatch entered = new CountDownLatch(inWork);
    Catalog counting = counting(entered);
    for (int i = 0; i < inWork; i++) {
      images.add(threads.submit(() -> scorer.score(event(), counting)));
    }
    assertThat(entered.await(300, TimeUnit.SECONDS)).isTrue();
  }

  /** An image of the product that has shots. */
  public static ImageEvent event() {
    return Samples.event(PRODUCT, Samples.grey(120));
  }

  public Catalog catalog() {
    return catalog;
  }

  /** Waits until all are scored. */
  public void awaitScored() throws Exception {
    for (Future<Outcome> image : images) {
      assertThat(image.get(300, TimeUnit.SECONDS)).isInstanceOf(Outcome.Judged.class);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Catalog counting(CountDownLatch entered) {
    return new Catalog() {
      @Override
      public Optional<Product> product(String productId) {
        entered.countDown();
        return catalog.product(productId);
      }

      @Override
      public long revision(String productId) {
        return catalog.revision(productId);
      }

      @Override
      public List<ListedShot> shots(String productId) {
        return catalog.shots(productId);
      }

      @Override
      public Optional<EncodedImage> image(ListedShot shot) {
        return catalog.image(shot);
      }
    };
  }
}
