package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.product.Product;
import io.shotline.core.view.View;
import io.shotline.embedded.BrokerStartException;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.TopicState;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LabelModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ClusterIT {
  private static final Topics TOPICS = new Topics("north.");

  @Test
  void shouldKeepTheDataFolderOverARestart(@TempDir Path data) {
    try (EmbeddedBroker broker = EmbeddedBroker.in(data, 0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      assertThat(create(cluster)).hasSize(TopicRole.values().length);
      try (ShotTopic shots = new ShotTopic(cluster, TOPICS);
          ProductTopic products = new ProductTopic(cluster, TOPICS)) {
        shots.add(shot(PRODUCT, "s1"));
        shots.add(shot(PRODUCT, "s2"));
        shots.add(shot("lid", "s1"));
        shots.remove(PRODUCT, "s1");
        products.put(
            new Product("lid", "bottle lid", 0.4, 3, false, Duration.ofMillis(1500), View.DEFAULT));
        products.put(Product.withDefaults(PRODUCT));
        products.remove(PRODUCT);
        assertThatThrownBy(() -> shots.add(shot("a/b", "s1")))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> EmbeddedBroker.in(data, 0))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining(data + " is in use");
      assertThatThrownBy(() -> EmbeddedBroker.temporary(broker.port()))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("port " + broker.port());
    }

    try (EmbeddedBroker broker = EmbeddedBroker.in(data, 0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      assertThat(create(cluster)).isEmpty();
      try (ShotTopic shots = new ShotTopic(cluster, TOPICS);
          ProductTopic products = new ProductTopic(cluster, TOPICS)) {
        assertThat(shots.list())
            .extracting(listed -> listed.shot().productId())
            .containsExactly(PRODUCT, "lid");
        assertThat(shots.list(PRODUCT))
            .extracting(listed -> listed.shot().shotId())
            .containsExactly("s2");
        assertThat(products.list())
            .containsExactly(
                new Product(
                    "lid", "bottle lid", 0.4, 3, false, Duration.ofMillis(1500), View.DEFAULT));
      }
    }
    assertThat(data).isNotEmptyDirectory();
  }

  @Test
  void shouldMakeAndDescribeTopics() throws Exception {
    Path data;
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      data = broker.dataFolder();
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      try (TopicAdmin topics = new TopicAdmin(cluster, TOPICS);
          Admin admin = Admin.create(cluster.admin())) {
        assertThat(topics.describe()).noneMatch(TopicState::exists);
        assertThatThrownBy(() -> new ImagePublisher(cluster, TOPICS))
            .isInstanceOf(ClusterException.class)
            .hasMessageContaining("no topic north.images")
            .hasMessageContaining("shotline topics create");
        NewTopic odd = new NewTopic("north.scores", 2, (short) 1);
        admin.createTopics(List.of(odd.configs(Map.of("retention.ms", "1000")))).all().get();

        assertThat(topics.create(new TopicLayout(5, (short) 1)))
            .hasSize(TopicRole.values().length - 1);

        List<TopicState> states = topics.describe();
        assertThat(states)
            .extracting(TopicState::partitions)
            .containsExactly(5, 1, 1, 2, 5, 5, 5, 1, 1, 1);
        assertThat(states.get(3).differences()).hasSize(2);
        assertThat(states.get(3).differences().get(1))
            .isEqualTo(
                "retention.ms is 1000, wanted 604800000; set it with: shotline topics upgrade");
        assertThat(states.get(0))
            .isEqualTo(
                new TopicState(
                    "north.images", true, 5, 1, "delete", Duration.ofHours(24), List.of()));
        assertThat(states.get(1))
            .isEqualTo(new TopicState("north.prompts", true, 1, 1, "compact", null, List.of()));
      }
    }
    assertThat(Files.exists(data)).isFalse();
  }

  @Test
  void shouldForgetTheShotsOfOtherTopicsOfTheSameNames(@TempDir Path state) {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "north.", state)) {
      line.shots.add(shot(PRODUCT, "s1"));
      try (Line.Service service = line.start(new LabelModel())) {
        Await.until("the shot is known", () -> knows(service, PRODUCT));
      }
      try (Line.Service service = line.start(new LabelModel())) {
        Await.until("the shot is known again", () -> knows(service, PRODUCT));
      }
    }

    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0);
        Line line = new Line(broker.bootstrapServers(), "north.", state)) {
      line.shots.add(shot("lid", "s1"));
      line.shots.add(shot("lid", "s2"));
      try (Line.Service service = line.start(new LabelModel())) {
        Await.until("the new shots are known", () -> knows(service, "lid"));

        assertThat(service.streams().catalog().shots("lid")).hasSize(2);
        assertThat(service.streams().catalog().shots(PRODUCT)).isEmpty();
      }
    }
  }

  private static boolean knows(Line.Service service, String product) {
    return service.streams().isReady() && !service.streams().catalog().shots(product).isEmpty();
  }

  @Test
  void shouldTakeImagesOfSendersWhoseClockIsWrong() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      create(cluster);
      long start = System.currentTimeMillis();
      try (Producer<byte[], byte[]> producer = new KafkaProducer<>(cluster.producer())) {
        for (long time : new long[] {0, start + Duration.ofDays(3650).toMillis()}) {
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>("north.images", 0, time, null, new byte[1]);

          // Kept for a day from now on, not from the sender's time.
          assertThat(producer.send(record).get().timestamp())
              .isBetween(start, System.currentTimeMillis());
        }
      }
    }
  }

  @Test
  void shouldSayWhichBrokerCannotBeReached() {
    ClusterSettings nowhere =
        new ClusterSettings("127.0.0.1:9", Map.of("client.id", "x"), Duration.ofMillis(300));

    assertThatThrownBy(() -> new ShotTopic(nowhere, TOPICS))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("no broker answered at 127.0.0.1:9");
    assertThatThrownBy(() -> new TopicAdmin(ClusterSettings.of("no address"), TOPICS))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("no address");
  }

  private static List<String> create(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      return admin.create(TopicLayout.DEFAULT);
    }
  }
}
