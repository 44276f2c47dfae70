package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.Product;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The banks of the products in use, bounded in bytes. A bank is made when an image first needs it
 * and renewed when the product's shots changed; then only the new shots are encoded, unless the
 * layout changed with them. Another view of a product has a bank of its own. Callers that need the
 * same bank wait for the one that makes it. One bank that does not fit is kept beside the others,
 * however large: else each image of its product would have all shots encoded again.
 */
public final class BankCache {
  private static final int LOCKS = 64;

  private final ShotLog shotLog = new ShotLog();
  private final ScoringModel model;
  private final ImageReader reader;
  private final ScoringMonitor monitor;
  private final Cache<BankBasis.Key, ProductBank> banks;
  private final BankMemoryWarning cramped;
  private final SizeWarmUp warmUp;

  /** The bank that last found no place among the others. */
  private volatile @Nullable ProductBank beside;

  private final List<Object> locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toList();

  /**
   * @param maxBatch the most images in one run of the model
   */
  public BankCache(
      ScoringModel model, ImageReader reader, int maxBatch, long maxBytes, ScoringMonitor monitor) {
    this.model = requireNonNull(model, "model");
    this.reader = requireNonNull(reader, "reader");
    this.monitor = requireNonNull(monitor, "monitor");
    this.banks =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((BankBasis.Key key, ProductBank bank) -> weight(bank))
            .evictionListener((key, bank, cause) -> beside = bank)
            // On the calling thread: the bound holds when put returns, not some time later.
            .executor(Runnable::run)
            .build();
    this.cramped = new BankMemoryWarning(maxBytes, monitor);
    this.warmUp = new SizeWarmUp(model, maxBatch);
  }

  /** Loads what banks are made with, so that no image has to. To be called before the first one. */
  public void rehearse() {
    if (model.card().comparesShots()) {
      MildVariants.loadCodec();
    }
  }

  /**
   * The product's bank, up to date with the catalog; empty of shots if it has none that can be
   * used.
   */
  public ProductBank bank(Product product, Catalog catalog) {
    BankBasis basis = basis(product, catalog);
    ProductBank cached = known(basis.key());
    if (cached != null && cached.basis().equals(basis)) {
      monitor.bankHit();
      return cached;
    }
    synchronized (locks.get(Math.floorMod(basis.key().hashCode(), LOCKS))) {
      ProductBank old = known(basis.key());
      if (old != null && old.basis().equals(basis)) {
        monitor.bankHit();
        return old;
      }
      return renew(basis, old, catalog);
    }
  }

  private ProductBank renew(BankBasis basis, @Nullable ProductBank old, Catalog catalog) {
    KnownShots known = KnownShots.of(old == null ? List.of() : old.shots());
    ProductBank renewed =
        new BankMaker(model, reader, known).make(basis, catalog, text(basis, old), null);
    warmUp.run(renewed);
    banks.put(basis.key(), renewed);
    if (!banks.asMap().containsKey(basis.key())) {
      // The one in use goes before others that had to go with it.
      beside = renewed;
    }
    cramped.made(renewed, old != null);
    tell(renewed);
    return renewed;
  }

  private void tell(ProductBank bank) {
    monitor.bankBuilt(bank.productId(), bank.shots().stream().map(TiledShot::digest).toList());
    monitor.shotsCompared(bank.productId(), bank.scores());
    shotLog.tell(bank);
  }

  private @Nullable ProductBank known(BankBasis.Key key) {
    ProductBank cached = banks.getIfPresent(key);
    if (cached != null) {
      return cached;
    }
    ProductBank other = beside;
    return other != null && other.basis().key().equals(key) ? other : null;
  }

  /** The banks that are there at this moment. */
  public List<ProductBank> all() {
    Map<BankBasis.Key, ProductBank> all = new HashMap<>(banks.asMap());
    ProductBank other = beside;
    if (other != null) {
      all.putIfAbsent(other.basis().key(), other);
    }
    return List.copyOf(all.values());
  }

  /** Whether the product's bank is there and up to date with the catalog. */
  public boolean isCurrent(Product product, Catalog catalog) {
    BankBasis basis = basis(product, catalog);
    ProductBank own = known(basis.key());
    return own != null && own.basis().equals(basis);
  }

  private BankBasis basis(Product product, Catalog catalog) {
    String id = product.productId();
    long revision = catalog.revision(id);
    return new BankBasis(id, product.displayName(), product.view(), revision, maxShots(product));
  }

  private int maxShots(Product product) {
    Integer own = product.maxShots();
    return own == null ? model.card().maxShots() : Math.min(own, model.card().maxShots());
  }

  /** Returns the text features that are there already; null if there are none. */
  private static @Nullable TextFeatures text(BankBasis basis, @Nullable ProductBank old) {
    return old != null
            && old.basis().productName().equals(basis.productName())
            && !old.shots().isEmpty()
        ? old.text()
        : null;
  }

  private static int weight(ProductBank bank) {
    return (int) Math.min(Integer.MAX_VALUE, 256 + bank.bytes());
  }
}
