package io.shotline.core;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shotline.core.Bank.EncodedShot;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The banks of the products in use, bounded in bytes. A bank is made when an image first needs it
 * and renewed when the product's shots changed; then only the new shots are encoded. Callers that
 * need the same bank wait for the one that makes it. One bank that does not fit is kept beside the
 * others, however large: else each image of its product would have all shots encoded again.
 */
final class BankCache {
  private static final Logger LOG = LoggerFactory.getLogger(BankCache.class);
  private static final int LOCKS = 64;

  private final ScoringModel model;
  private final ImageReader reader;
  private final ScoringMonitor monitor;
  private final Cache<String, Bank> banks;
  private final BankMemoryWarning cramped;
  private final SizeWarmUp warmUp;

  /** The bank that last found no place among the others. */
  private volatile @Nullable Bank beside;

  private final List<Object> locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toList();

  /**
   * @param maxBatch the most images in one run of the model
   */
  BankCache(
      ScoringModel model, ImageReader reader, int maxBatch, long maxBytes, ScoringMonitor monitor) {
    this.model = requireNonNull(model, "model");
    this.reader = requireNonNull(reader, "reader");
    this.monitor = requireNonNull(monitor, "monitor");
    this.banks =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String id, Bank bank) -> weight(bank))
            .evictionListener((id, bank, cause) -> beside = bank)
            // On the calling thread: the bound holds when put returns, not some time later.
            .executor(Runnable::run)
            .build();
    this.cramped = new BankMemoryWarning(maxBytes, monitor);
    this.warmUp = new SizeWarmUp(model, maxBatch);
  }

  /**
   * The product's bank, up to date with the catalog; empty of shots if it has none that can be
   * used.
   */
  Bank bank(Product product, Catalog catalog) {
    String id = product.productId();
    int maxShots = maxShots(product);
    String name = product.displayName();
    long revision = catalog.revision(id);
    Bank cached = known(id);
    if (cached != null && cached.isOf(name, revision, maxShots)) {
      monitor.bankHit();
      return cached;
    }
    synchronized (locks.get(Math.floorMod(id.hashCode(), LOCKS))) {
      Bank old = known(id);
      if (old != null && old.isOf(name, revision, maxShots)) {
        monitor.bankHit();
        return old;
      }
      List<EncodedShot> known = old == null ? List.of() : old.shots();
      List<ListedShot> listed = catalog.shots(id);
      List<EncodedShot> shots = encode(maxShots, listed, catalog, known);
      TextFeatures text = text(name, shots, old);
      Bank renewed = new Bank(id, name, revision, maxShots, shots, listed.size(), text);
      warmUp.run(renewed);
      banks.put(id, renewed);
      if (!banks.asMap().containsKey(id)) {
        // The one in use goes before others that had to go with it.
        beside = renewed;
      }
      cramped.made(renewed, old != null);
      monitor.bankBuilt(id, shots.stream().map(EncodedShot::digest).toList());
      return renewed;
    }
  }

  private @Nullable Bank known(String id) {
    Bank cached = banks.getIfPresent(id);
    if (cached != null) {
      return cached;
    }
    Bank other = beside;
    return other != null && other.productId().equals(id) ? other : null;
  }

  /** The banks that are there at this moment. */
  List<Bank> all() {
    Map<String, Bank> all = new HashMap<>(banks.asMap());
    Bank other = beside;
    if (other != null) {
      all.putIfAbsent(other.productId(), other);
    }
    return List.copyOf(all.values());
  }

  /** Whether the product's bank is there and of the same shots and name as another model's. */
  boolean isAsNewAs(Bank other) {
    Bank own = known(other.productId());
    return own != null
        && own.revision() == other.revision()
        && own.productName().equals(other.productName());
  }

  private int maxShots(Product product) {
    Integer own = product.maxShots();
    return own == null ? model.card().maxShots() : Math.min(own, model.card().maxShots());
  }

  /** Nothing is asked of the model for a product that no image can be compared with. */
  private TextFeatures text(String name, List<EncodedShot> shots, @Nullable Bank old) {
    if (old != null && old.productName().equals(name) && !old.shots().isEmpty()) {
      return old.text();
    }
    return shots.isEmpty() ? TextFeatures.NONE : model.describe(name);
  }

  private List<EncodedShot> encode(
      int maxShots, List<ListedShot> shots, Catalog catalog, List<EncodedShot> old) {
    Map<String, EncodedShot> known =
        old.stream().collect(Collectors.toMap(EncodedShot::digest, shot -> shot, (a, b) -> a));
    List<EncodedShot> encoded = new ArrayList<>();
    // From the newest back, so that a broken new shot does not take the place of an old good one.
    // One image at a time: all shots of a product may be larger than the memory.
    for (int i = shots.size() - 1; i >= 0 && encoded.size() < maxShots; i--) {
      ListedShot shot = shots.get(i);
      catalog
          .image(shot)
          .flatMap(image -> encode(shot, image, known))
          .ifPresent(fresh -> encoded.add(0, fresh));
    }
    return encoded;
  }

  private Optional<EncodedShot> encode(
      ListedShot shot, EncodedImage image, Map<String, EncodedShot> known) {
    String digest = sha256(image.bytes());
    EncodedShot same = known.get(digest);
    if (same != null) {
      return Optional.of(new EncodedShot(shot.shotId(), digest, same.features()));
    }
    ImageReader.Result<DecodedImage> read = reader.read(image, null, new CardFit(model)::fit);
    if (read instanceof ImageReader.Result.Read<DecodedImage> pixels) {
      ShotFeatures features = model.encode(List.of(pixels.value())).get(0);
      return Optional.of(new EncodedShot(shot.shotId(), digest, features));
    }
    LOG.warn("shot {} of product {} is ignored: {}", shot.shotId(), shot.productId(), read);
    return Optional.empty();
  }

  private static int weight(Bank bank) {
    return (int) Math.min(Integer.MAX_VALUE, 256 + bank.bytes());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
