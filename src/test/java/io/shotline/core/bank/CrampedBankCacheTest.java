package io.shotline.core.bank;

import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.testing.FakeModel;
import io.shotline.testing.LogLines;
import io.shotline.testing.Samples;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Banks that do not fit into the memory for them. */
class CrampedBankCacheTest {
  private static final long ONE_BANK = 225 * Float.BYTES + 256;

  private final FakeModel model = new FakeModel();
  private final FakeCatalog catalog = new FakeCatalog();
  private final AtomicInteger rebuilt = new AtomicInteger();
  private final ScoringMonitor monitor =
      new ScoringMonitor() {
        @Override
        public void bankRebuilt() {
          rebuilt.incrementAndGet();
        }
      };

  @Test
  void shouldKeepABankThatIsLargerThanTheCache() {
    catalog.withShots("bolt", grey(10), grey(20));
    BankCache banks = cache(ONE_BANK);

    lookUp(banks, 5, "bolt");

    assertThat(model.encodedCount()).isEqualTo(2);
    assertThat(banks.all()).hasSize(1);
    assertThat(rebuilt).hasValue(0);
  }

  @Test
  void shouldEncodeOnlyTheNewShotOfABankThatIsLargerThanTheCache() {
    catalog.withShots("bolt", grey(10), grey(20));
    BankCache banks = cache(ONE_BANK);
    lookUp(banks, 1, "bolt");

    catalog.with(Samples.shot("bolt", "fresh", grey(30)));
    lookUp(banks, 2, "bolt");

    assertThat(model.encodedCount()).isEqualTo(3);
    assertThat(rebuilt).hasValue(0);
  }

  @Test
  void shouldKeepTwoBanksThatAreEachLargerThanHalfOfTheCache() {
    catalog.withShots("bolt", grey(10));
    catalog.withShots("nut", grey(20));
    BankCache banks = cache(ONE_BANK * 3 / 2);

    lookUp(banks, 10, "bolt", "nut");

    assertThat(model.encodedCount()).isEqualTo(2);
    assertThat(rebuilt).hasValue(0);
  }

  @Test
  void shouldCountBanksThatEvictEachOtherForEveryImage() {
    catalog.withShots("bolt", grey(10), grey(20));
    catalog.withShots("nut", grey(20), grey(30));
    BankCache banks = cache(ONE_BANK);

    lookUp(banks, 10, "bolt", "nut");

    assertThat(rebuilt).hasValue(2 * 9);
    assertThat(banks.all()).hasSize(1);
  }

  @Test
  void shouldExceedItsBytesByOneBankAtMost() {
    BankCache banks = cache(3 * ONE_BANK);
    for (int product = 0; product < 20; product++) {
      catalog.withShots("p" + product, grey(product));
      lookUp(banks, 3, "p" + product);

      assertThat(banks.all()).hasSizeLessThanOrEqualTo(3 + 1);
    }
  }

  @Test
  void shouldNameTheProductItsSizeAndTheRemedyOnce() {
    catalog.withShots("bolt", grey(10), grey(20));
    catalog.withShots("nut", grey(20), grey(30));
    BankCache banks = cache(ONE_BANK);

    try (LogLines log = new LogLines()) {
      lookUp(banks, 10, "bolt", "nut");

      assertThat(log.warningsOf("BankMemoryWarning"))
          .singleElement()
          .asString()
          .contains("product bolt", "MB encoded", "raise --bank-cache");
      assertThat(log.warningsOf("ShotLog")).hasSize(4);
    }
  }

  private BankCache cache(long bytes) {
    return new BankCache(model, new ImageReader(model, ImageLimits.DEFAULT), 4, bytes, monitor);
  }

  private void lookUp(BankCache banks, int times, String... products) {
    for (int i = 0; i < times; i++) {
      for (String id : List.of(products)) {
        assertThat(banks.bank(Product.withDefaults(id), catalog).shots()).isNotEmpty();
      }
    }
  }
}
