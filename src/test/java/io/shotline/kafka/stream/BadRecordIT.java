package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.view.View;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.testing.LabelModel;
import io.shotline.wire.ShotCodec;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bad record behind a good one of the same key, over restarts and for all readers. */
@Timeout(600)
class BadRecordIT {
  private static final Product STRICT =
      new Product(PRODUCT, "cap", 0.2, null, true, null, View.DEFAULT);

  @Test
  void shouldLeaveTheGoodOneInForceEverywhere(@TempDir Path state) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "bad.", state);
        ProductTopic products = new ProductTopic(line.cluster, line.topics)) {
      products.put(STRICT);
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service = line.start(new LabelModel(), "running")) {
        Await.until("ready", service.streams()::isReady);
        spoil(line);
        line.shots.add(shot(PRODUCT, "s22"));
        Await.until("two shots", () -> service.streams().catalog().shots(PRODUCT).size() == 2);
        assertInForce(service);
      }

      for (String instance : new String[] {"running", "new"}) {
        try (Line.Service service = line.start(new LabelModel(), instance)) {
          Await.until("ready", service.streams()::isReady);
          assertInForce(service);
        }
      }
      assertThat(products.list()).containsExactly(STRICT);
      assertThat(line.shots.list())
          .extracting(listed -> listed.shot().shotId())
          .containsExactly("s1", "s22");
      assertThatThrownBy(() -> products.put(Product.withDefaults("a/b")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a/b");
    }
  }

  private static void assertInForce(Line.Service service) {
    Catalog catalog = service.streams().catalog();
    assertThat(catalog.product(PRODUCT)).contains(STRICT);
    assertThat(catalog.shots(PRODUCT)).extracting(ListedShot::shotId).containsExactly("s1", "s22");
  }

  /** As a client does that is not ours. */
  private static void spoil(Line line) throws Exception {
    try (Producer<byte[], byte[]> other = new KafkaProducer<>(line.cluster.producer())) {
      byte[] value = utf8("neither shot nor product");
      other.send(new ProducerRecord<>(line.topics.products(), utf8(PRODUCT), value)).get();
      byte[] key = ShotCodec.key(PRODUCT, "s1");
      other.send(new ProducerRecord<>(line.topics.prompts(), key, value)).get();
    }
  }
}
