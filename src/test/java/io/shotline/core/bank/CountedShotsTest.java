package io.shotline.core.bank;

import static io.shotline.testing.Samples.grey;
import static io.shotline.testing.Samples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which shots of a product count, and which are encoded anew. */
@Timeout(600)
class CountedShotsTest {
  private static final long PLENTY = 1 << 20;
  private final FakeModel model = new FakeModel();
  private final FakeCatalog catalog = new FakeCatalog();
  private final Lookups lookups = new Lookups();
  private final BankCache banks =
      new BankCache(model, new ImageReader(model, ImageLimits.DEFAULT), 4, PLENTY, lookups);

  @Test
  void shouldEncodeOnlyTheNewShotWhenOneIsAdded() {
    catalog.withShots("bolt", grey(10), grey(20));
    bank("bolt");
    catalog.with(shot("bolt", "fresh", grey(30)));

    assertThat(bank("bolt").shotIds()).containsExactly("shot-0", "shot-1", "fresh");
    assertThat(model.encodedCount()).isEqualTo(3);
    assertThat(model.decodedCount()).isEqualTo(3);
  }

  @Test
  void shouldEncodeAgainWhenAShotOfTheSameIdHasAnotherImage() {
    catalog.withShots("bolt", grey(10));
    bank("bolt");
    catalog.with(shot("bolt", "shot-0", grey(80)));

    assertThat(level(bank("bolt"), 0)).isEqualTo(80);
    assertThat(model.encodedCount()).isEqualTo(2);
  }

  @Test
  void shouldForgetARemovedShot() {
    catalog.withShots("bolt", grey(10), grey(20));
    bank("bolt");
    catalog.remove("bolt", "shot-0");

    assertThat(bank("bolt").shotIds()).containsExactly("shot-1");
    assertThat(model.encodedCount()).isEqualTo(2);
    assertThat(lookups.built).containsExactly("bolt=2", "bolt=1");
  }

  @Test
  void shouldCountTheNewestShotsUpToTheModelsLimit() {
    catalog.withShots("bolt", grey(10), grey(20), grey(30), grey(40));

    ProductBank bank = bank("bolt");

    assertThat(bank.shotIds()).containsExactly("shot-1", "shot-2", "shot-3");
    assertThat(level(bank, 0)).isEqualTo(20);
    assertThat(level(bank, 2)).isEqualTo(40);
    assertThat(model.encodedCount()).isEqualTo(FakeModel.MAX_SHOTS);
  }

  @Test
  void shouldCountTheNewestShotsUpToTheProductsLimitAndFollowItsChange() {
    catalog.withShots("bolt", grey(10), grey(20), grey(30));

    assertThat(banks.bank(limited(2), catalog).shotIds()).containsExactly("shot-1", "shot-2");
    assertThat(banks.bank(limited(1), catalog).shotIds()).containsExactly("shot-2");
    assertThat(banks.bank(limited(99), catalog).shotIds()).hasSize(FakeModel.MAX_SHOTS);
    assertThat(banks.bank(limited(null), catalog).shotIds()).hasSize(FakeModel.MAX_SHOTS);
  }

  @Test
  void shouldIgnoreABrokenShotInFavourOfAnOlderGoodOne() {
    catalog.withShots(
        "bolt", grey(10), grey(20), grey(30), Samples.cutShort(), Samples.pngHeader(9999, 9999));

    assertThat(bank("bolt").shotIds()).containsExactly("shot-0", "shot-1", "shot-2");
    assertThat(lookups.built).containsExactly("bolt=3");
  }

  private ProductBank bank(String productId) {
    return banks.bank(Product.withDefaults(productId), catalog);
  }

  private static Product limited(@Nullable Integer maxShots) {
    return new Product("bolt", "a bolt", null, maxShots, true, null, View.DEFAULT);
  }

  private static float level(ProductBank bank, int shot) {
    return bank.shots().get(shot).tiles().get(0).upright().layer(0)[112];
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
}
