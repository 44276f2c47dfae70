package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records of a real broker, each handed out once. */
@Timeout(600)
class TopicTailIT {
  private static final Duration BACK = Duration.ofHours(1);
  private static EmbeddedBroker broker;
  private static ClusterSettings cluster;
  private static int number;
  private final List<String> read = new CopyOnWriteArrayList<>();
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
  void name() {
    topics = new Topics("t" + number++ + ".");
  }

  @Test
  void shouldWaitForATopicThatDoesNotExistYet() throws Exception {
    try (TopicTail tail = tail(Clock.systemUTC(), read::add)) {
      makeTopics();
      publish(0, 3);

      Await.until("all", () -> read.size() == 3);
      assertThat(tail.isCaughtUp()).isTrue();
    }
  }

  @Test
  void shouldHandOutEachRecordOnceWhereAReaderFails() throws Exception {
    makeTopics();
    publish(0, 10);
    try (TopicTail tail =
        tail(
            Clock.systemUTC(),
            value -> {
              read.add(value);
              if (value.equals("4")) {
                throw new IllegalStateException("a fault");
              }
            })) {
      publish(10, 20);

      Await.until("the last", () -> read.contains("19"));
      assertThat(read)
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(Integer::toString).toList());
      assertThat(tail.isCaughtUp()).isTrue();
    }
  }

  @Test
  void shouldNotReadWhatIsOlder() throws Exception {
    makeTopics();
    publish(0, 5);
    Clock later = Clock.fixed(Instant.now().plus(BACK).plusSeconds(600), ZoneOffset.UTC);
    try (TopicTail tail = tail(later, read::add)) {
      Await.until("caught up", tail::isCaughtUp);
      publish(5, 6);

      Await.until("what comes", () -> !read.isEmpty());
      assertThat(read).containsExactly("5");
    }
  }

  private TopicTail tail(Clock clock, Consumer<String> reader) {
    TopicTail tail =
        new TopicTail(
            cluster,
            topics.scores(),
            BACK,
            clock,
            record -> reader.accept(new String(record.value(), UTF_8)));
    tail.start();
    return tail;
  }

  private void makeTopics() {
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(new TopicLayout(1, (short) 1));
    }
  }

  private void publish(int from, int to) throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster.producer())) {
      for (int i = from; i < to; i++) {
        producer
            .send(
                new ProducerRecord<>(topics.scores(), 0, null, Integer.toString(i).getBytes(UTF_8)))
            .get();
      }
    }
  }
}
