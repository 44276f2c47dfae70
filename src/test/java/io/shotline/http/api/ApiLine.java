package io.shotline.http.api;

import io.shotline.core.ImageEvent;
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
import io.shotline.core.product.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A line in memory: products, shots, images and audits. Used by several threads. */
final class ApiLine implements Products, Shots, Audit {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  final List<AuditEntry> audits = new ArrayList<>();
  final List<ImageEvent> published = new ArrayList<>();
  boolean isAuditAway;

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
  public synchronized List<ShotEntry> list(String productId) {
    return of(productId).entrySet().stream()
        .map(shot -> entry(productId, shot.getKey(), shot.getValue()))
        .toList();
  }

  @Override
  public synchronized Optional<EncodedImage> image(String productId, String shotId) {
    return Optional.ofNullable(of(productId).get(shotId));
  }

  @Override
  public synchronized ShotEntry add(
      String productId, String shotId, EncodedImage image, String addedBy) {
    if (image.length() < 4) {
      throw new IllegalArgumentException("no image: 3 bytes");
    }
    of(productId).put(shotId, image);
    return entry(productId, shotId, image);
  }

  @Override
  public synchronized boolean remove(String productId, String shotId) {
    return of(productId).remove(shotId) != null;
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
    return new ShotEntry(productId, shotId, NOW, "ann", image.length(), 4, 3, "");
  }
}
