package io.shotline.kafka.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.LineGroup;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The instances of a line as a real broker knows them. */
@Timeout(600)
class ScoringGroupIT {
  private static final Topics TOPICS = new Topics("group.");
  private final MovableClock clock = new MovableClock();

  @Test
  void shouldTellInstancesAndTheImagesThatWait() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      makeTopics(cluster);
      publish(cluster, 5);
      ScoringGroup group = new ScoringGroup(cluster, TOPICS, "line-1", clock);

      assertThat(group.group().instances()).isEmpty();
      assertThat(group.group().state()).isEqualTo("DEAD");
      assertThat(group.group().waiting()).isEqualTo(10);

      try (GuardedConsumer member = new GuardedConsumer(member(cluster))) {
        member.subscribe(List.of(TOPICS.images()));
        Await.until("a member", () -> isReading(member));
        member.commitSync(Map.of(new TopicPartition(TOPICS.images(), 1), new OffsetAndMetadata(3)));
        assertThat(group.group().instances()).as("as of some seconds ago").isEmpty();

        clock.advance(Duration.ofSeconds(6));
        assertThat(group.group().instances())
            .containsExactly(new LineGroup.Instance("line-1-abc", "127.0.0.1", List.of(0, 1)));
        assertThat(group.group().backlogs())
            .containsExactly(new LineGroup.Backlog(0, 5), new LineGroup.Backlog(1, 2));
      }
    }
  }

  @Test
  void shouldAskOnceInSomeSecondsWhereNoBrokerAnswers() {
    ClusterSettings away = new ClusterSettings("127.0.0.1:1", Map.of(), Duration.ofSeconds(1));
    ScoringGroup group = new ScoringGroup(away, TOPICS, "line-1", clock);

    LineUnavailableException first = failure(group);
    assertThat(failure(group).getCause()).isSameAs(first.getCause());
    clock.advance(Duration.ofSeconds(6));
    assertThat(failure(group).getCause()).isNotSameAs(first.getCause());
  }

  private static LineUnavailableException failure(ScoringGroup group) {
    try {
      throw new AssertionError(group.group().toString());
    } catch (LineUnavailableException e) {
      assertThat(e).hasMessageContaining("127.0.0.1:1");
      return e;
    }
  }

  private static boolean isReading(GuardedConsumer member) {
    member.poll(Duration.ofMillis(50));
    return member.assignment().size() == 2;
  }

  private static Map<String, Object> member(ClusterSettings cluster) {
    Map<String, Object> properties = cluster.consumer();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, "line-1");
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "line-1-abc-StreamThread-1-consumer");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
  }

  /** The same number into both partitions. */
  private static void publish(ClusterSettings cluster, int images) throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster.producer())) {
      for (int i = 0; i < 2 * images; i++) {
        producer.send(new ProducerRecord<>(TOPICS.images(), i % 2, null, new byte[1])).get();
      }
    }
  }

  private static void makeTopics(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
  }
}
