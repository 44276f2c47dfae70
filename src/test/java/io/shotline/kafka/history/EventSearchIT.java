package io.shotline.kafka.history;

import static io.shotline.kafka.history.PublishedResults.judged;
import static io.shotline.kafka.history.PublishedResults.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.Skip;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events looked up on the topic of scores of a real broker. */
@Timeout(600)
class EventSearchIT {
  private static final Skip TOO_OLD = new Skip(Skip.Reason.TOO_OLD, "waited 9 s");

  private static EmbeddedBroker broker;
  private static ClusterSettings cluster;
  private static int number;
  private Topics topics;

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
  void makeTopics() {
    topics = new Topics("search" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(new TopicLayout(3, (short) 1));
    }
  }

  @Test
  void shouldFindAResultBehindThousandsOfNewerOnes() {
    try (PublishedResults results = new PublishedResults(cluster, topics)) {
      results.publish(judged("wanted", "camera-1", "cap", 0.3));
      results.publish(
          IntStream.range(0, 9000).mapToObj(i -> judged("e-" + i, "camera-" + i % 7, "cap", 0.1)));
    }

    assertThat(find("wanted"))
        .isEqualTo(new EventResult.Judged(judged("wanted", "camera-1", "cap", 0.3)));
    assertThat(find("e-8999")).isInstanceOf(EventResult.Judged.class);
    assertThat(find("nobody's"))
        .isInstanceOfSatisfying(
            EventResult.Unknown.class,
            unknown -> {
              assertThat(unknown.results()).isEqualTo(9001);
              assertThat(unknown.oldest()).isNotNull();
              assertThat(unknown.isAll()).isTrue();
            });
  }

  @Test
  void shouldTakeNoSkippedResultForTheVerdict() {
    try (PublishedResults results = new PublishedResults(cluster, topics)) {
      results.publish(
          judged("twice", "camera-1", "cap", 0.2),
          judged("twice", "camera-1", "cap", 0.3),
          skipped("twice", "camera-1", "cap", Skip.DUPLICATE),
          skipped("late", "camera-1", "cap", TOO_OLD));
    }

    assertThat(find("twice"))
        .isEqualTo(new EventResult.Judged(judged("twice", "camera-1", "cap", 0.3)));
    assertThat(find("late")).isEqualTo(new EventResult.Skipped(TOO_OLD));
  }

  @Test
  void shouldSayWhenTheTimeWasNotEnough() {
    try (PublishedResults results = new PublishedResults(cluster, topics)) {
      results.publish(judged("e-1", "camera-1", "cap", 0.2));
    }

    try (EventSearch search = new EventSearch(cluster, topics, "e-1")) {
      assertThat(search.run(Duration.ZERO)).isEqualTo(new EventResult.Unknown(0, null, false));
    }
  }

  private EventResult find(String event) {
    try (EventSearch search = new EventSearch(cluster, topics, event)) {
      return search.run(Duration.ofMinutes(5));
    }
  }
}
