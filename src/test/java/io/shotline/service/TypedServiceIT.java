package io.shotline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another program starts a service: from typed settings, without a command line. */
@Timeout(600)
class TypedServiceIT {
  private static final Topics TOPICS = new Topics("typed.");

  @TempDir private Path state;
  private EmbeddedBroker broker;
  private ClusterSettings cluster;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(new Shot("plate", "s0", Reference.image("shot_0.png"), Instant.now(), "test"));
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldScoreAnImageOfAProgramThatStartsItFromTypedSettings() throws Exception {
    try (Service service = Service.start(settings());
        ResultReader results = new ResultReader(cluster, TOPICS);
        ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
      publisher
          .publish(
              new ImageEvent(
                  "e1",
                  "camera-1",
                  "plate",
                  Instant.now(),
                  Reference.image("scratch_rgb_320x256.png"),
                  Map.of()))
          .join();

      List<StreamResult> read = new ArrayList<>();
      Await.until(
          "the result",
          () -> {
            read.addAll(results.poll(Duration.ofMillis(100)));
            return read.stream().anyMatch(AlertRecord.class::isInstance);
          });

      assertThat(service.modelName()).isEqualTo("mini/2");
      assertThat(service.metricsPort()).isPositive();
    }
  }

  private ServiceSettings settings() {
    return ServiceSettings.of(
            ModelSettings.of(Path.of("model/mini")), StreamsSettings.of(cluster, TOPICS, state))
        .withHttp(HttpSettings.DEFAULT.withPort(0));
  }
}
