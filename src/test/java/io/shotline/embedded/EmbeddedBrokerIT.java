package io.shotline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class EmbeddedBrokerIT {
  @TempDir private Path folder;

  @Test
  void shouldFindItsTopicsAgainOnAnotherPort() {
    Topics topics = new Topics("kept.");
    int first;
    try (EmbeddedBroker broker = EmbeddedBroker.in(folder, 0)) {
      first = broker.port();
      assertThat(create(broker, topics)).isNotEmpty();
    }
    // Taken, so that the next port is another one.
    try (BrokerSockets taken = BrokerSockets.bind(first);
        EmbeddedBroker broker = EmbeddedBroker.in(folder, 0)) {
      assertThat(broker.port()).isNotEqualTo(taken.port());
      assertThat(create(broker, topics)).isEmpty();
    }
  }

  @Test
  void shouldLeaveNothingRunningWhenItCannotStart() throws Exception {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.in(folder, 0)) {
      port = broker.port();
    }
    Path properties = folder.resolve("meta.properties");
    String good = Files.readString(properties);
    Files.writeString(properties, good.replace("node.id=1", "node.id=2"));
    Set<Thread> before = brokerThreads();

    assertThatThrownBy(() -> EmbeddedBroker.in(folder, port))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("did not start");

    assertThat(brokerThreads()).isSubsetOf(before);
    Files.writeString(properties, good);
    try (EmbeddedBroker broker = EmbeddedBroker.in(folder, port)) {
      assertThat(broker.port()).isEqualTo(port);
    }
  }

  private static Set<Thread> brokerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("kafka") || thread.getName().contains("raft"))
        .collect(Collectors.toSet());
  }

  private static List<String> create(EmbeddedBroker broker, Topics topics) {
    try (TopicAdmin admin = new TopicAdmin(ClusterSettings.of(broker.bootstrapServers()), topics)) {
      return admin.create(TopicLayout.DEFAULT);
    }
  }
}
