package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.tensorflow.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics of an older version, with settings that somebody chose. */
@Timeout(600)
class TopicsCommandIT {
  private static final String DAY = "86400000";
  private static final String MONTH = "2592000000";

  private EmbeddedBroker broker;
  private Admin admin;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.temporary(0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void shouldBringTopicsOfAnOlderVersionUpToDate() throws Exception {
    makeOldTopics();
    try (ShotTopic shots = shots()) {
      shots.add(new Shot("plate", "s0", Reference.image("shot_0.png"), Instant.now(), "test"));

      assertThat(topics("describe").out())
          .contains(
              "! delete.retention.ms is 86400000, wanted 2592000000; set it with: shotline topics"
                  + " upgrade")
          .contains("! does not exist; make it with: shotline topics upgrade");
      List<String> planned = topics("upgrade", "--dry-run").lines();
      assertThat(planned)
          .contains(
              "would set prompts: delete.retention.ms 86400000 -> 2592000000",
              "would set images: retention.ms 3600000 -> 86400000",
              "would set products: cleanup.policy delete -> compact",
              // As many as its alerts have.
              "would make evidence: 2 partitions, 1 copies",
              "would make dead-letters: 3 partitions, 1 copies",
              "left anomalies: 2 partitions, 3 if it were made now")
          .endsWith("nothing was changed");
      assertThat(topics("upgrade", "--dry-run").lines()).isEqualTo(planned);

      List<String> done = topics("upgrade").lines();

      assertThat(done).isEqualTo(asDone(planned));
      assertThat(setting("images", "retention.ms")).isEqualTo(DAY);
      assertThat(setting("products", "cleanup.policy")).isEqualTo("compact");
      assertThat(setting("prompts", "delete.retention.ms")).isEqualTo(MONTH);
      assertThat(partitions())
          .containsEntry("dead-letters", 3)
          .containsEntry("anomalies", 2)
          .containsEntry("evidence", 2);
      // What somebody chose.
      assertThat(setting("prompts", "segment.ms")).isEqualTo("123456");
      assertThat(setting("scores", "retention.ms")).isEqualTo("-1");
      assertThat(setting("anomalies", "max.message.bytes")).isEqualTo("40000000");
      assertThat(shots.list("plate")).hasSize(1);
    }
    CommandRun described = topics("describe");
    assertThat(described.code()).as(described.out()).isZero();
    assertThat(topics("upgrade").lines())
        .containsExactly("left anomalies: 2 partitions, 3 if it were made now");
  }

  @Test
  void shouldNotBeginToDeleteWhatIsKept() throws Exception {
    assertThat(topics("create").code()).isZero();
    admin.deleteTopics(List.of("scores")).all().get();
    make("scores", 8, Map.of("cleanup.policy", "compact", "max.message.bytes", "40000000"));

    assertThat(topics("upgrade").lines())
        .containsExactly(
            "left scores: cleanup.policy is compact, wanted delete; records older than 168 h would"
                + " be deleted; if you agree, set it with Kafka's kafka-configs.sh",
            "set scores: message.timestamp.type CreateTime -> LogAppendTime");
    assertThat(setting("scores", "cleanup.policy")).isEqualTo("compact");
    assertThat(topics("describe").code()).isEqualTo(1);
  }

  @Test
  void shouldSayThatAllIsWell() {
    assertThat(topics("upgrade").err()).contains("no topic images", "shotline topics create");
    assertThat(topics("create").code()).isZero();

    CommandRun upgrade = topics("upgrade");

    assertThat(upgrade.code()).isZero();
    assertThat(upgrade.lines()).containsExactly("all topics are up to date");
    assertThat(topics("describe").code()).isZero();
  }

  private void makeOldTopics() throws Exception {
    String large = "33554432";
    make("images", 3, Map.of("retention.ms", "3600000", "max.message.bytes", large));
    make(
        "prompts",
        1,
        Map.of("cleanup.policy", "compact", "max.message.bytes", large, "segment.ms", "123456"));
    make("products", 1, Map.of("max.message.bytes", large));
    make("scores", 3, Map.of("retention.ms", "-1", "max.message.bytes", large));
    make("anomalies", 2, Map.of("retention.ms", MONTH, "max.message.bytes", "40000000"));
    make("feedback", 1, Map.of("cleanup.policy", "compact", "max.message.bytes", large));
    make("thresholds", 1, Map.of("cleanup.policy", "compact", "max.message.bytes", large));
  }

  private void make(String name, int partitions, Map<String, String> settings) throws Exception {
    NewTopic topic = new NewTopic(name, partitions, (short) 1);
    Uuid id = admin.createTopics(List.of(topic.configs(settings))).topicId(name).get();
    // The broker hears of it after the controller, and may still tell of one of this name before.
    Await.until("topic " + name, () -> topicId(name).equals(Optional.of(id)));
  }

  private Optional<Uuid> topicId(String name) {
    try {
      return Optional.of(
          admin.describeTopics(List.of(name)).allTopicNames().get().get(name).topicId());
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private CommandRun topics(String... words) {
    List<String> all = new ArrayList<>(List.of("topics"));
    all.addAll(List.of(words));
    all.add("--bootstrap-servers=" + broker.bootstrapServers());
    return CommandRun.of(all.toArray(String[]::new));
  }

  private ShotTopic shots() {
    return new ShotTopic(ClusterSettings.of(broker.bootstrapServers()), new Topics(""));
  }

  private String setting(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.get(name).value();
  }

  private Map<String, Integer> partitions() throws Exception {
    Map<String, Integer> partitions = new HashMap<>();
    admin
        .describeTopics(List.of("dead-letters", "anomalies", "evidence"))
        .allTopicNames()
        .get()
        .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    return partitions;
  }

  private static List<String> asDone(List<String> planned) {
    return planned.stream()
        .filter(line -> !line.equals("nothing was changed"))
        .map(line -> line.replace("would set", "set").replace("would make", "made"))
        .toList();
  }
}
