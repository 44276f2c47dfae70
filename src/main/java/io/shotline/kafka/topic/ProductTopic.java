package io.shotline.kafka.topic;

import io.shotline.core.product.Product;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ProductRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The settings of products on their topic. Two that change settings at once, here or elsewhere,
 * come one after the other, and the later one changes what the earlier one wrote. Calls block up to
 * some of the cluster's timeouts and throw {@link ClusterException}. Safe for use by many threads,
 * which take turns.
 */
public final class ProductTopic implements AutoCloseable {
  private final String topic;
  private final TopicTable table;
  private final FencedWriter writer;
  private final GuardedConsumer consumer;

  /**
   * Connects.
   *
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public ProductTopic(ClusterSettings cluster, Topics topics) {
    this.topic = topics.products();
    this.table = new TopicTable(cluster, topic);
    this.writer = new FencedWriter(cluster, topic, topics.productsTransactionalId());
    TopicAdmin.require(cluster, topics, TopicRole.PRODUCTS);
    this.consumer = table.connect();
  }

  /**
   * Sets all settings of a product; returns when they are safe.
   *
   * @throws IllegalArgumentException if the id could not be read back: empty, over 1024 characters,
   *     or with a {@code /}
   */
  public void put(Product product) {
    put(new ProductRecord(product, true));
  }

  /**
   * Sets what is on the topic of a product, as {@link #put(Product)} does, with or without a view
   * of its own.
   */
  public void put(ProductRecord record) {
    String productId = record.product().productId();
    // What cannot be read back is refused before other writers are disturbed.
    ProducerRecord<byte[], byte[]> unused = toWrite(productId, record);
    change(productId, before -> record);
  }

  /**
   * Changes settings of a product on top of what is there at that moment; returns when they are
   * safe and everybody reads them.
   *
   * @param change of the settings of now, which are the defaults where there are none; called again
   *     if another changed settings meanwhile
   * @return the settings after the change
   * @throws IllegalArgumentException if the change throws it or its outcome could not be read back
   */
  public ListedProduct change(String productId, UnaryOperator<ProductRecord> change) {
    return changeListed(
            productId,
            before ->
                Optional.of(
                    change.apply(
                        before
                            .map(ListedProduct::record)
                            .orElseGet(
                                () -> new ProductRecord(Product.withDefaults(productId), false)))))
        .orElseThrow();
  }

  /**
   * Does the same with a look at the revision.
   *
   * @param change of the product of now, empty where it has no settings; what it throws is thrown
   *     and nothing is changed, nor is it where the change is empty
   * @return the product after the change, empty if nothing is changed
   */
  public synchronized Optional<ListedProduct> changeListed(
      String productId, Function<Optional<ListedProduct>, Optional<ProductRecord>> change) {
    return write(() -> change.apply(find(productId)).map(after -> toWrite(productId, after)))
        .map(ProductTopic::listed);
  }

  private static ListedProduct listed(FencedWriter.Written written) {
    ProductRecord after =
        ProductCodec.parse(written.record().value(), written.record().key()).orElseThrow();
    return new ListedProduct(
        after,
        Instant.ofEpochMilli(Math.max(0, written.at().timestamp())),
        written.at().offset() + 1);
  }

  /** Goes back to the defaults, as {@link #change} does; false if the product has no settings. */
  public boolean remove(String productId) {
    return remove(productId, before -> {});
  }

  /**
   * Does the same after a look at the revision.
   *
   * @param check of the product of now; what it throws is thrown and nothing is removed
   */
  public synchronized boolean remove(String productId, Consumer<ListedProduct> check) {
    byte[] key = ProductCodec.key(productId);
    return write(
            () -> {
              Optional<ListedProduct> before = find(productId);
              before.ifPresent(check);
              return before.map(any -> new ProducerRecord<byte[], byte[]>(topic, key, null));
            })
        .isPresent();
  }

  /**
   * All products that have settings, by id. A record that is no product is left out, and the one
   * before it counts.
   */
  public List<Product> list() {
    return records().stream().map(ProductRecord::product).toList();
  }

  /** What is on the topic of all products that have settings, by id, as {@link #list} has it. */
  public List<ProductRecord> records() {
    return listed().stream().map(ListedProduct::record).toList();
  }

  /** As {@link #records}, and when each was changed. */
  public synchronized List<ListedProduct> listed() {
    return read(key -> true)
        .sorted(Comparator.comparing(listed -> listed.record().product().productId()))
        .toList();
  }

  /** The settings of one product, empty if it has none; makes nothing of the others. */
  public synchronized Optional<ListedProduct> find(String productId) {
    byte[] wanted = ProductCodec.key(productId);
    return read(key -> Arrays.equals(key, wanted)).findAny();
  }

  /** Returns when everybody reads what was written: it counts from the next image on. */
  private Optional<FencedWriter.Written> write(
      Supplier<Optional<ProducerRecord<byte[], byte[]>>> decision) {
    Optional<FencedWriter.Written> written = writer.write(decision);
    written.ifPresent(record -> table.awaitReadable(consumer, record.at()));
    return written;
  }

  private Stream<ListedProduct> read(Predicate<byte[]> wanted) {
    return table.latest(consumer, wanted, ProductTopic::parse).values().stream();
  }

  private static Optional<ListedProduct> parse(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return ProductCodec.parse(record.value(), record.key())
        .asOptional()
        .map(product -> new ListedProduct(product, time, record.offset() + 1));
  }

  /** Returns the record of these settings, which can be read back. */
  private ProducerRecord<byte[], byte[]> toWrite(String productId, ProductRecord settings) {
    byte[] key = ProductCodec.key(productId);
    byte[] value = ProductCodec.toBytes(settings);
    ProductRecord unused = ProductCodec.parse(value, key).orElseThrow();
    return new ProducerRecord<>(topic, key, value);
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
