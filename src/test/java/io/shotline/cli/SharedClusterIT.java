package io.shotline.cli;

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
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several lines, and a measurement, on one cluster with nothing but a prefix between them. */
@Timeout(600)
class SharedClusterIT {
  private static final Topics LEFT = new Topics("left.");
  private static final Topics RIGHT = new Topics("right.");

  @TempDir private Path state;
  private EmbeddedBroker broker;
  private ClusterSettings cluster;
  private Service left;

  @BeforeEach
  void startALine() throws Exception {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
    left = start(LEFT);
    assertThat(score(LEFT, "before")).isEqualTo("before");
  }

  @AfterEach
  void stop() {
    left.close();
    broker.close();
  }

  @Test
  void shouldScoreTheImagesOfEachLine() throws Exception {
    try (Service right = start(RIGHT)) {
      assertThat(score(RIGHT, "of the right")).isEqualTo("of the right");
      assertThat(score(LEFT, "of the left")).isEqualTo("of the left");
      assertThat(right.isAlive()).isTrue();
    }
  }

  @Test
  void shouldMeasureBesideALineAndLeaveNothing() throws Exception {
    Set<String> topics = topics();

    CommandRun run =
        CommandRun.of(
            "bench",
            "stream",
            "--bootstrap-servers=" + broker.bootstrapServers(),
            "--rounds=1",
            "--frames=20",
            "--image-size=20kB",
            "--format=json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("images/s of that in process");
    // A broker hears of a deletion a moment after it is safe.
    Await.until("its topics are gone", () -> topics().equals(topics));
    assertThat(groups())
        .containsExactlyInAnyOrder(
            "left.shotline", "left.shotline-catalog-check", "left.shotline-learner");
    assertThat(score(LEFT, "after")).isEqualTo("after");
  }

  private Service start(Topics topics) throws Exception {
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, topics)) {
      shots.add(new Shot("plate", "s0", Reference.image("shot_0.png"), Instant.now(), "test"));
    }
    StreamsSettings stream =
        StreamsSettings.of(cluster, topics, state).withApplicationId(topics.prefix() + "shotline");
    return Service.start(
        ServiceSettings.of(ModelSettings.of(Path.of("model/mini")), stream)
            .withHttp(HttpSettings.DEFAULT.withPort(0)));
  }

  /** The event whose result came for an image of this event. */
  private String score(Topics topics, String eventId) {
    try (ResultReader results = new ResultReader(cluster, topics);
        ImagePublisher publisher = new ImagePublisher(cluster, topics)) {
      publisher
          .publish(
              new ImageEvent(
                  eventId,
                  "camera-1",
                  "plate",
                  Instant.now(),
                  Reference.image("shot_1.png"),
                  Map.of()))
          .join();
      List<StreamResult> read = List.of();
      while (read.isEmpty()) {
        read = results.poll(Duration.ofMillis(100));
      }
      return ((ScoredRecord) read.get(0)).image().eventId();
    }
  }

  private Set<String> topics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("topics cannot be listed", e);
    }
  }

  private List<String> groups() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    }
  }
}
