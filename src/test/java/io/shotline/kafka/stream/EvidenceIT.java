package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.EvidenceState;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.testing.LabelModel;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster is, whose topic of evidence is missing or takes less than shotline's. */
@Timeout(600)
class EvidenceIT {
  private static EmbeddedBroker broker;
  @TempDir Path state;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.temporary(0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldGoOnWhereTheTopicTakesLessThanAnImageAndOmitIt() throws Exception {
    try (Line line = new Line(broker.bootstrapServers(), "small.", state)) {
      limit(line, 200_000);
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service = line.start(new LabelModel())) {
        line.send("large", image(0.7, 250_000));
        line.send("small", image(0.7, 2_000));

        List<StreamResult> results = line.resultsUntil("two alerts", all -> all.size() == 4);
        assertThat(states(results))
            .containsEntry("large", EvidenceState.OMITTED_SIZE)
            .containsEntry("small", EvidenceState.KEPT);
        assertThat(service.streams().isAlive()).isTrue();
      }
    }
  }

  @Test
  void shouldKeepTheLargestImageThatIsScored() {
    try (Line line = new Line(broker.bootstrapServers(), "large.", state)) {
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service =
          line.start(
              new LabelModel(),
              "only",
              settings -> settings.withEvidence(new EvidenceSettings(true, 1L << 30)))) {
        line.send("largest", image(0.7, 16 << 20));

        List<StreamResult> results = line.resultsUntil("an alert", all -> all.size() == 2);
        assertThat(states(results)).containsEntry("largest", EvidenceState.KEPT);
        assertThat(service.streams().isAlive()).isTrue();
      }
    }
  }

  @Test
  void shouldSayAtItsStartHowTheTopicIsMade() throws Exception {
    try (Line line = new Line(broker.bootstrapServers(), "before.", state)) {
      try (TopicAdmin admin = new TopicAdmin(line.cluster, line.topics)) {
        admin.delete(List.of(line.topics.evidence()));
      }

      try (Line.Service service = line.start(new LabelModel())) {
        assertThat(service.streams().awaitEnd())
            .get()
            .isInstanceOf(ClusterException.class)
            .asString()
            .contains("no topic before.evidence on ", "shotline topics upgrade");
      }
    }
  }

  private static void limit(Line line, int bytes) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, line.topics.evidence());
    ConfigEntry entry =
        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    try (Admin admin = Admin.create(line.cluster.admin())) {
      admin
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static Map<String, EvidenceState> states(List<StreamResult> results) {
    return results.stream()
        .filter(AlertRecord.class::isInstance)
        .map(AlertRecord.class::cast)
        .collect(Collectors.toMap(alert -> alert.image().eventId(), AlertRecord::evidence));
  }
}
