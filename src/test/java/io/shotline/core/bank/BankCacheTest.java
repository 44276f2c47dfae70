package io.shotline.core.bank;

import static io.shotline.core.Eventually.until;
import static io.shotline.testing.Samples.grey;
import static io.shotline.testing.Samples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.FakeCatalog;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BankCacheTest {
  private static final long PLENTY = 1 << 20;
  private final FakeModel model = new FakeModel();
  private final FakeCatalog catalog = new FakeCatalog();
  private final Lookups lookups = new Lookups();
  private final BankCache banks =
      new BankCache(model, new ImageReader(model, ImageLimits.DEFAULT), 4, PLENTY, lookups);

  @Test
  void shouldBuildABankOnceForConcurrentCallers() throws Exception {
    catalog.withShots("bolt", grey(10), grey(20));
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<ProductBank>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Callable<ProductBank> caller =
            () -> {
              start.await();
              return banks.bank(Product.withDefaults("bolt"), catalog);
            };
        answers.add(threads.submit(caller));
      }
      start.countDown();

      for (Future<ProductBank> answer : answers) {
        assertThat(answer.get().shotIds()).containsExactly("shot-0", "shot-1");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(model.encodedCount()).isEqualTo(2);
    assertThat(lookups.built).containsExactly("bolt=2");
    assertThat(lookups.hits).hasValue(7);
  }

  @Test
  void shouldReadTheImagesOfTheNewestShotsOnly() {
    for (int i = 0; i < 200; i++) {
      catalog.with(shot("bolt", "s" + i, i == 198 ? Samples.cutShort() : grey(i)));
    }

    ProductBank bank =
        banks.bank(new Product("bolt", "bolt", null, 3, true, null, View.DEFAULT), catalog);

    assertThat(bank.shotIds()).containsExactly("s196", "s197", "s199");
    assertThat(catalog.imagesRead()).as("headers, pixels, the broken one").isLessThan(12);
  }

  @Test
  void shouldDescribeAProductOnceForEachName() {
    catalog.withShots("bolt", grey(10));
    banks.bank(new Product("bolt", "hex bolt", null, null, true, null, View.DEFAULT), catalog);
    catalog.withShots("bolt", grey(10), grey(20));
    ProductBank more =
        banks.bank(new Product("bolt", "hex bolt", null, null, true, null, View.DEFAULT), catalog);
    ProductBank renamed =
        banks.bank(
            new Product("bolt", "long hex bolt", null, null, true, null, View.DEFAULT), catalog);

    assertThat(more.text().values()[0]).isEqualTo(8);
    assertThat(renamed.text().values()[0]).isEqualTo(13);
    assertThat(model.described).containsExactly("hex bolt", "long hex bolt");
    assertThat(model.encodedCount()).isEqualTo(2);
  }

  @Test
  void shouldDescribeNoProductThatHasNoShots() {
    banks.bank(Product.withDefaults("bolt"), catalog);

    assertThat(model.described).isEmpty();
  }

  @Test
  void shouldLetOtherProductsPassWhileOneIsEncoded() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Catalog slow = new HookedCatalog(catalog, id -> hold(id.equals("bolt"), reading, goOn));
    catalog.withShots("bolt", grey(10));
    catalog.withShots("nut", grey(20));
    Thread first = new Thread(() -> banks.bank(Product.withDefaults("bolt"), slow));
    first.start();
    reading.await();

    assertThat(banks.bank(Product.withDefaults("nut"), slow).shotIds()).hasSize(1);

    Thread second = new Thread(() -> banks.bank(Product.withDefaults("bolt"), slow));
    second.start();
    until("the second waits", () -> second.getState() == Thread.State.BLOCKED);
    goOn.countDown();
    first.join();
    second.join();
    assertThat(lookups.built).containsExactly("nut=1", "bolt=1");
    assertThat(lookups.hits).hasValue(1);
  }

  @Test
  void shouldKeepToItsBytes() {
    long oneBank = 225 * Float.BYTES + 256;
    BankCache small =
        new BankCache(
            model,
            new ImageReader(model, ImageLimits.DEFAULT),
            4,
            2 * oneBank,
            ScoringMonitor.NONE);
    for (String id : List.of("a", "b", "c", "d")) {
      catalog.withShots(id, grey(10));
    }
    lookUpTwice(banks);
    assertThat(model.encodedCount()).isEqualTo(4);

    lookUpTwice(small);
    assertThat(model.encodedCount()).as("two of four had to go").isGreaterThanOrEqualTo(4 + 4 + 2);
  }

  @Test
  void shouldPassAFailureOnAndTryAgainLater() {
    catalog.withShots("bolt", grey(10));
    Catalog broken =
        new HookedCatalog(
            catalog,
            id -> {
              throw new IllegalStateException("store closed");
            });

    assertThatThrownBy(() -> banks.bank(Product.withDefaults("bolt"), broken))
        .hasMessage("store closed");
    assertThat(bank("bolt").shotIds()).containsExactly("shot-0");
    assertThat(lookups.built).containsExactly("bolt=1");
  }

  private static void hold(boolean really, CountDownLatch reading, CountDownLatch goOn) {
    try {
      reading.countDown();
      if (really) {
        goOn.await();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lookUpTwice(BankCache cache) {
    for (String id : List.of("a", "b", "c", "d", "a", "b", "c", "d")) {
      cache.bank(Product.withDefaults(id), catalog);
    }
  }

  private ProductBank bank(String productId) {
    return banks.bank(Product.withDefaults(productId), catalog);
  }

  private static final class Lookups implements ScoringMonitor {
    private final AtomicInteger hits = new AtomicInteger();
    private final List<String> built = new CopyOnWriteArrayList<>();

    @Override
    public void bankHit() {
      hits.incrementAndGet();
    }

    @Override
    public void bankBuilt(String productId, List<String> shotDigests) {
      built.add(productId + "=" + shotDigests.size());
    }
  }

  /** Calls the hook before shots are read. */
  private record HookedCatalog(Catalog catalog, Consumer<String> beforeShots) implements Catalog {
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
      beforeShots.accept(productId);
      return catalog.shots(productId);
    }

    @Override
    public Optional<EncodedImage> image(ListedShot shot) {
      return catalog.image(shot);
    }
  }
}
