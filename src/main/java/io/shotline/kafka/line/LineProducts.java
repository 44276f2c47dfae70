package io.shotline.kafka.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.ProductEntry;
import io.shotline.core.line.Products;
import io.shotline.core.line.StaleRevisionException;
import io.shotline.core.product.Product;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ListedProduct;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ProductRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The products on their topic. A change counts for the next image that is published. */
public final class LineProducts implements Products, AutoCloseable {
  private final LazyConnection<ProductTopic> topic;
  private final Supplier<Set<String>> known;
  private final Predicate<String> hasShots;

  /**
   * Makes it; connects when it is first asked.
   *
   * @param known the ids of all products that have settings or shots
   * @param hasShots whether a product has shots
   */
  public LineProducts(
      ClusterSettings cluster,
      Topics topics,
      Supplier<Set<String>> known,
      Predicate<String> hasShots) {
    this.topic = new LazyConnection<>(() -> new ProductTopic(cluster, topics), ProductTopic::close);
    this.known = requireNonNull(known, "known");
    this.hasShots = requireNonNull(hasShots, "hasShots");
  }

  @Override
  public List<ProductEntry> list() {
    Map<String, ProductEntry> products = new TreeMap<>();
    known.get().forEach(id -> products.put(id, unconfigured(id)));
    // Settings that were removed a moment ago may still be known.
    topic.call(ProductTopic::listed).stream()
        .map(LineProducts::entry)
        .forEach(entry -> products.put(entry.id(), entry));
    return List.copyOf(products.values());
  }

  @Override
  public Optional<ProductEntry> find(String productId) {
    return topic
        .call(products -> products.find(productId))
        .map(LineProducts::entry)
        .or(
            () ->
                hasShots.test(productId) ? Optional.of(unconfigured(productId)) : Optional.empty());
  }

  @Override
  public ProductEntry change(String productId, long revision, UnaryOperator<ProductEntry> change) {
    @Nullable ProductEntry[] seen = new ProductEntry[1];
    Optional<ListedProduct> changed =
        topic.call(
            products ->
                products.changeListed(
                    productId,
                    before -> {
                      ProductEntry now =
                          before.map(LineProducts::entry).orElseGet(() -> unconfigured(productId));
                      seen[0] = now;
                      requireRevision(now, revision);
                      ProductEntry after = change.apply(now);
                      return after.isAsIn(now)
                          ? Optional.empty()
                          : Optional.of(new ProductRecord(after.settings(), after.hasView()));
                    }));
    return changed.map(LineProducts::entry).orElseGet(() -> requireNonNull(seen[0], "seen"));
  }

  @Override
  public Optional<ProductEntry> remove(String productId, long revision) {
    @Nullable ProductEntry[] removed = new ProductEntry[1];
    boolean isRemoved =
        topic.call(
            products ->
                products.remove(
                    productId,
                    before -> {
                      removed[0] = entry(before);
                      requireRevision(removed[0], revision);
                    }));
    return isRemoved ? Optional.ofNullable(removed[0]) : Optional.empty();
  }

  @Override
  public void close() {
    topic.close();
  }

  private static void requireRevision(ProductEntry now, long revision) {
    if (now.revision() != revision) {
      throw new StaleRevisionException(now, revision);
    }
  }

  private static ProductEntry entry(ListedProduct listed) {
    return new ProductEntry(
        listed.record().product(),
        listed.record().hasView(),
        listed.changedAt(),
        listed.revision());
  }

  private static ProductEntry unconfigured(String productId) {
    return new ProductEntry(Product.withDefaults(productId), false, null, 0);
  }
}
