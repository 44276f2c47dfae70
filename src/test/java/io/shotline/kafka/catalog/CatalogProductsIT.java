package io.shotline.kafka.catalog;

import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.product.Product;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.stream.Line;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.testing.LabelModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class CatalogProductsIT {
  private static final List<String> KNOWN = List.of("with-shots", "with-settings");

  @Test
  void shouldTellOfAllProductsAtEachStartBeforeTheFirstImage(@TempDir Path state) {
    RecordingMonitor first = new RecordingMonitor();
    RecordingMonitor second = new RecordingMonitor();
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "known.", state);
        ProductTopic products = new ProductTopic(line.cluster, line.topics)) {
      line.shots.add(shot("with-shots", "s1"));
      products.put(Product.withDefaults("with-settings"));
      try (Line.Service fresh = line.start(new LabelModel(), "only", first)) {
        Await.until("told", () -> first.products.containsAll(KNOWN));
        assertThat(fresh.streams().isAlive()).isTrue();
      }
      // With a local copy: no record is read again.
      try (Line.Service again = line.start(new LabelModel(), "only", second)) {
        Await.until("told", () -> second.products.containsAll(KNOWN));
        assertThat(again.streams().isAlive()).isTrue();
      }
    }
  }
}
