package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.failure.OncePerMinute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says and counts where the memory for banks is too small: shots are then encoded again though
 * nobody changed them. Told of every bank that is made; safe for use by many threads.
 */
final class BankMemoryWarning {
  private static final Logger LOG = LoggerFactory.getLogger(BankMemoryWarning.class);

  /** Ids come from outside: of more products than these some are forgotten. */
  private static final int MOST_PRODUCTS = 10_000;

  private final long maxBytes;
  private final ScoringMonitor monitor;
  private final OncePerMinute words = new OncePerMinute();

  /** The products and views whose bank was made before, and whether they were warned of. */
  private final Cache<BankBasis.Key, Boolean> products =
      Caffeine.newBuilder().maximumSize(MOST_PRODUCTS).executor(Runnable::run).build();

  /**
   * @param maxBytes what all banks may take together
   */
  BankMemoryWarning(long maxBytes, ScoringMonitor monitor) {
    this.maxBytes = maxBytes;
    this.monitor = requireNonNull(monitor, "monitor");
  }

  /**
   * Notes a bank.
   *
   * @param wasThere whether it renews one; otherwise all its shots were encoded
   */
  void made(ProductBank bank, boolean wasThere) {
    if (bank.shots().isEmpty()) {
      return;
    }
    Boolean known = products.getIfPresent(bank.basis().key());
    boolean again = known != null && !wasThere;
    if (again) {
      monitor.bankRebuilt();
    }
    boolean warned = Boolean.TRUE.equals(known);
    boolean warns = (again || bank.bytes() > maxBytes) && !warned && words.isDue();
    products.put(bank.basis().key(), warned || warns);
    if (warns) {
      LOG.warn(
          "the shots of product {} take {} MB encoded, of {} MB for all products{};"
              + " raise --bank-cache",
          bank.productId(),
          megabytes(bank.bytes()),
          megabytes(maxBytes),
          again ? ", and were encoded again because others needed the memory" : "");
    }
  }

  private static double megabytes(long bytes) {
    return Math.round(bytes / 1024.0 / 1024.0 * 10) / 10.0;
  }
}
