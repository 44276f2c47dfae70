package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.Eventually;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.FolderUse;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.Reference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that cannot start says why and leaves nothing open. */
@Timeout(600)
class ServiceStartIT {
  private static final Topics TOPICS = new Topics("whole.");
  private final HttpClient client = HttpClient.newHttpClient();
  private EmbeddedBroker broker;
  private Service service;

  @BeforeEach
  void start(@TempDir Path state) throws InterruptedException {
    broker = EmbeddedBroker.temporary(0);
    ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(new Shot("plate", "s0", Reference.image("shot_0.png"), Instant.now(), "test"));
    }
    service = start(StreamsSettings.of(cluster, TOPICS, state), 0);
  }

  private static Service start(StreamsSettings stream, int metricsPort)
      throws InterruptedException {
    return Service.start(
        new ServiceSettings(
            ModelSettings.of(Path.of("model/mini")),
            ScoringSettings.DEFAULT,
            stream,
            FolderUse.ALONE,
            HttpSettings.DEFAULT.withPort(metricsPort),
            null,
            Duration.ZERO,
            Duration.ofSeconds(7)));
  }

  @AfterEach
  void stop() {
    service.close();
    broker.close();
  }

  @Test
  void shouldLeaveNothingOpenWhenItCannotStart(@TempDir Path other) {
    Eventually.until("ready", () -> get("/healthz/ready").statusCode() == 200);
    Set<Thread> before = threads();

    // Kafka's clients refuse that address, after the model has loaded.
    StreamsSettings nowhere = StreamsSettings.of(ClusterSettings.of("nowhere"), TOPICS, other);
    assertThatThrownBy(() -> start(nowhere, 0))
        .isInstanceOf(ClusterException.class)
        .hasNoSuppressedExceptions();

    assertThat(threads()).isSubsetOf(before);
  }

  /** Of the model's batches, of images scored ahead and of Kafka's clients. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(shotline|kafka-admin|kafka-producer|it-).*"))
        .collect(Collectors.toSet());
  }

  @Test
  void shouldNameTheTopicThatIsMissing() {
    CommandRun run =
        CommandRun.of(
            "shots", "list", "--bootstrap-servers", broker.bootstrapServers(), "--topic-prefix=n.");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("shotline shots list: no topic n.prompts on ").hasLineCount(1);
  }

  private HttpResponse<String> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + service.metricsPort() + path);
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
