package io.shotline.http.api;

import io.shotline.core.ImageEvent;
import io.shotline.core.ShotReport;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.Audit;
import io.shotline.core.line.AuditEntry;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.ProductEntry;
import io.shotline.core.line.Products;
import io.shotline.core.line.PublishedImage;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.line.Shots;
import io.shotline.core.line.StaleRevisionException;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A line in memory: products, shots, images and audits. Used by several threads. */
final class ApiLine implements Products, Shots, Audit {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  final List<AuditEntry> audits = new ArrayList<>();
  final List<ImageEvent> published = new ArrayList<>();
  final List<String> entriesRead = new ArrayList<>();
  boolean isAuditAway;

  /** From this shot on, brokers do not answer. */
  @Nullable String awayAt;

  /** What shots say of each other; null: not known yet. */
  @Nullable ShotReport report;

  private final Map<String, ProductEntry> products = new TreeMap<>();
  private final Map<String, Map<String, EncodedImage>> shots = new TreeMap<>();
  private long revision;

  @Override
  public synchronized List<ProductEntry> list() {
    return List.copyOf(products.values());
  }

  @Override
  public synchronized Optional<ProductEntry> find(String productId) {
    return Optional.ofNullable(products.get(productId));
  }

  @Override
  public synchronized ProductEntry change(
      String productId, long asked, UnaryOperator<ProductEntry> change) {
    ProductEntry now =
        find(productId)
            .orElseGet(() -> new ProductEntry(Product.withDefaults(productId), false, null, 0));
    if (now.revision() != asked) {
      throw new StaleRevisionException(now, asked);
    }
    ProductEntry wanted = change.apply(now);
    if (wanted.isAsIn(now)) {
      return now;
    }
    ProductEntry after = new ProductEntry(wanted.settings(), wanted.hasView(), NOW, ++revision);
    products.put(productId, after);
    return after;
  }

  @Override
  public synchronized Optional<ProductEntry> remove(String productId, long asked) {
    ProductEntry now = products.get(productId);
    if (now != null && now.revision() != asked) {
      throw new StaleRevisionException(now, asked);
    }
    return Optional.ofNullable(products.remove(productId));
  }

  @Override
  public synchronized List<ListedShot> list(String productId) {
    return of(productId).keySet().stream()
        .map(shot -> new ListedShot(productId, shot, addedAt(shot)))
        .sorted(ListedShot.OLDEST_FIRST)
        .toList();
  }

  @Override
  public synchronized List<ShotEntry> entries(List<ListedShot> listed) {
    entriesRead.addAll(listed.stream().map(ListedShot::shotId).toList());
    return listed.stream().flatMap(shot -> find(shot.productId(), shot.shotId()).stream()).toList();
  }

  @Override
  public synchronized Optional<ShotReport> compared(String productId) {
    return Optional.ofNullable(report);
  }

  @Override
  public synchronized Optional<ShotEntry> find(String productId, String shotId) {
    return image(productId, shotId).map(image -> entry(productId, shotId, image));
  }

  @Override
  public synchronized Optional<EncodedImage> image(String productId, String shotId) {
    return Optional.ofNullable(of(productId).get(shotId));
  }

  @Override
  public synchronized ShotEntry add(
      String productId, String shotId, EncodedImage image, String addedBy) {
    if (shotId.equals(awayAt)) {
      throw new LineUnavailableException("no broker answers", new Exception());
    }
    if (image.length() < 4) {
      throw new IllegalArgumentException("no image: 3 bytes");
    }
    of(productId).put(shotId, image);
    return entry(productId, shotId, image);
  }

  @Override
  public synchronized Optional<ShotEntry> remove(String productId, String shotId) {
    Optional<ShotEntry> before = find(productId, shotId);
    of(productId).remove(shotId);
    return before;
  }

  @Override
  public void requireReady() {
    if (isAuditAway) {
      throw new LineUnavailableException("topic audit is missing: topics upgrade", new Exception());
    }
  }

  @Override
  public synchronized void write(AuditEntry entry) {
    audits.add(entry);
  }

  synchronized PublishedImage publish(ImageEvent event) {
    published.add(event);
    return new PublishedImage(event.eventId(), "images", 2, published.size() - 1);
  }

  private Map<String, EncodedImage> of(String productId) {
    return shots.computeIfAbsent(productId, id -> new TreeMap<>());
  }

  private static ShotEntry entry(String productId, String shotId, EncodedImage image) {
    return new ShotEntry(productId, shotId, addedAt(shotId), "ann", image.length(), 4, 3, "");
  }

  /** The id of a shot may be a time. */
  private static Instant addedAt(String shotId) {
    return shotId.matches("\\d{4}-.*Z") ? Instant.parse(shotId) : NOW;
  }
}
