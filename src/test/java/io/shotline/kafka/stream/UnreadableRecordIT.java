package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.UnreadableRecordException;
import io.shotline.kafka.history.RecordedImages;
import io.shotline.testing.LabelModel;
import io.shotline.wire.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk returned other bytes than were written: whoever reads them says which and what to do. */
@Timeout(600)
class UnreadableRecordIT {
  @TempDir Path folder;

  @Test
  void shouldNameTheImageThatCannotBeRead() throws Exception {
    SourceRecord damaged;
    try (EmbeddedBroker broker = broker();
        Line line = line(broker)) {
      line.shots.add(shot(PRODUCT, "s1"));
      line.send("e1", image(0.1)).join();
      damaged = line.send("e2", image(0.1)).join();
      assertThat(damaged.offset()).isEqualTo(1);
    }
    damageLastByte(damaged.topic() + "-" + damaged.partition());

    String name =
        "topic odd.images, partition " + damaged.partition() + ", offset 1 cannot be read: ";
    try (EmbeddedBroker broker = broker();
        Line line = line(broker)) {
      try (Line.Service service = line.start(new LabelModel())) {
        assertThat(service.streams().awaitEnd().orElseThrow())
            .isInstanceOf(UnreadableRecordException.class)
            .hasMessageStartingWith(name)
            .hasMessageContaining("is corrupt")
            .hasMessageContaining(
                "kafka-consumer-groups.sh --group it-odd. --topic odd.images:"
                    + damaged.partition()
                    + " --reset-offsets --to-offset 2 --execute");
      }
      try (RecordedImages images =
          new RecordedImages(line.cluster, line.topics, Instant.EPOCH, null)) {
        assertThatThrownBy(() -> readAll(images))
            .isInstanceOf(ClusterException.class)
            .hasMessageContaining(name);
      }
    }
  }

  @Test
  void shouldNameTheShotThatCannotBeReadAtTheStart() throws Exception {
    try (EmbeddedBroker broker = broker();
        Line line = line(broker)) {
      line.shots.add(shot(PRODUCT, "s1"));
    }
    damageLastByte("odd.prompts-0");

    String name = "topic odd.prompts, partition 0, offset 0 cannot be read: ";
    try (EmbeddedBroker broker = broker();
        Line line = line(broker)) {
      assertThatThrownBy(line.shots::list)
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining(name);
      try (Line.Service service = line.start(new LabelModel())) {
        assertThat(service.streams().awaitEnd().orElseThrow())
            .hasMessageStartingWith(name)
            .hasMessageContaining("make the topic anew");
      }
    }
  }

  private static void readAll(RecordedImages images) {
    while (!images.isDone()) {
      images.poll(Duration.ofMillis(200));
    }
  }

  private void damageLastByte(String partition) throws IOException {
    Path log = folder.resolve("data").resolve(partition).resolve("00000000000000000000.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length - 2] ^= 1;
    Files.write(log, bytes);
  }

  private EmbeddedBroker broker() {
    return EmbeddedBroker.in(folder.resolve("data"), 0);
  }

  private Line line(EmbeddedBroker broker) {
    return new Line(broker.bootstrapServers(), "odd.", folder.resolve("state"));
  }
}
