package io.shotline.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.product.Product;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ProductRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writers of settings that meet on a real broker. */
@Timeout(600)
class ProductTopicIT {
  private static EmbeddedBroker broker;
  private static ClusterSettings cluster;
  private static int number;
  private Topics topics;
  private ProductTopic one;
  private ProductTopic other;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void open() {
    topics = new Topics("products" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(TopicLayout.DEFAULT);
    }
    one = new ProductTopic(cluster, topics);
    other = new ProductTopic(cluster, topics);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void shouldChangeWhatAnotherWroteMeanwhile() {
    AtomicInteger calls = new AtomicInteger();

    ListedProduct after =
        one.change(
            "cap",
            before -> {
              // Between the read and the write of the first attempt.
              if (calls.getAndIncrement() == 0) {
                other.change("cap", threshold(0.2));
              }
              return maxShots(3).apply(before);
            });

    assertThat(calls).hasValue(2);
    Product both = new Product("cap", "cap", 0.2, 3, true, null, View.DEFAULT);
    assertThat(after.record()).isEqualTo(new ProductRecord(both, false));
    assertThat(other.listed()).containsExactly(after);
  }

  @Test
  void shouldKeepTheChangesOfTwoThatWriteAtOnce() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> changeTogether(one, both, threshold(0.2)));
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> changeTogether(other, both, maxShots(3)));

    CompletableFuture.allOf(first, second).get(5, TimeUnit.MINUTES);

    assertThat(one.list())
        .containsExactly(new Product("cap", "cap", 0.2, 3, true, null, View.DEFAULT));
  }

  @Test
  void shouldGiveUpWhenOthersComeInBetweenEachTime() {
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(
            () ->
                one.change(
                    "cap",
                    before -> {
                      other.change("cap", maxShots(calls.incrementAndGet()));
                      return threshold(0.2).apply(before);
                    }))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "writing to topic "
                + topics.products()
                + " with transactional id "
                + topics.prefix()
                + "shotline-products: other writers came in between 10 times, so nothing was"
                + " changed; try again");

    assertThat(one.list())
        .containsExactly(new Product("cap", "cap", null, 10, true, null, View.DEFAULT));
  }

  @Test
  void shouldEndTheTransactionOfAWriterThatHangs() {
    try (Producer<byte[], byte[]> hanging = new KafkaProducer<>(transactional())) {
      hanging.initTransactions();
      hanging.beginTransaction();
      hanging.send(
          new ProducerRecord<>(
              topics.products(),
              ProductCodec.key("cap"),
              ProductCodec.toBytes(threshold(0.9).apply(defaults()))));
      hanging.flush();

      one.change("cap", maxShots(3));

      assertThat(other.list())
          .containsExactly(new Product("cap", "cap", null, 3, true, null, View.DEFAULT));
      assertThatThrownBy(hanging::commitTransaction).isInstanceOf(KafkaException.class);
    }
    assertThat(other.list()).extracting(Product::threshold).containsOnlyNulls();
  }

  @Test
  void shouldRemoveSettingsOnceAndSayWhenTheyWereChanged() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ListedProduct set = one.change("cap", threshold(0.2));

    assertThat(set.changedAt()).isBetween(start, Instant.now());
    assertThat(other.listed()).containsExactly(set);
    assertThat(one.remove("lid")).isFalse();
    assertThat(one.remove("cap")).isTrue();
    assertThat(other.listed()).isEmpty();
    assertThat(other.remove("cap")).isFalse();
  }

  private static void changeTogether(
      ProductTopic topic, CyclicBarrier both, UnaryOperator<ProductRecord> change) {
    try {
      both.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    topic.change("cap", change);
  }

  private static ProductRecord defaults() {
    return new ProductRecord(Product.withDefaults("cap"), false);
  }

  private static UnaryOperator<ProductRecord> threshold(double value) {
    return record ->
        new ProductRecord(
            record.product().withThresholdRule(new ThresholdRule(value, null)), record.hasView());
  }

  private static UnaryOperator<ProductRecord> maxShots(int most) {
    return record -> {
      Product product = record.product();
      return new ProductRecord(
          new Product(
              product.productId(),
              product.displayName(),
              product.threshold(),
              most,
              product.enabled(),
              product.maxAge(),
              product.view()),
          record.hasView());
    };
  }

  private Map<String, Object> transactional() {
    Map<String, Object> settings = new HashMap<>(cluster.producer());
    settings.put("transactional.id", topics.prefix() + "shotline-products");
    return settings;
  }
}
