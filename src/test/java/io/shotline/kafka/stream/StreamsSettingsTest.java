package io.shotline.kafka.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.product.StandardSettings;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
  private static final ClusterSettings CLUSTER =
      new ClusterSettings(
          "kafka:9093",
          Map.of(
              "sasl.jaas.config",
              "password=secret",
              "isolation.level",
              "read_uncommitted",
              "processing.guarantee",
              "at_least_once",
              "reconnect.backoff.max.ms",
              "77",
              "interceptor.classes",
              "plant.Audit"),
          Duration.ofSeconds(3));

  @Test
  void shouldNotPrintSecrets() {
    StreamsSettings settings = StreamsSettings.of(CLUSTER, new Topics("north."), Path.of("state"));

    assertThat(settings.toString())
        .contains("kafka:9093", "sasl.jaas.config")
        .doesNotContain("secret");
  }

  @Test
  void shouldGiveClientPropertiesToEveryClientButKeepItsGuarantees() {
    Properties streams =
        StreamsSettings.of(CLUSTER, new Topics("north."), Path.of("state")).scoring();

    assertThat(streams)
        .containsEntry("sasl.jaas.config", "password=secret")
        .containsEntry("reconnect.backoff.max.ms", "77")
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("interceptor.classes", "plant.Audit")
        .containsEntry("application.id", "shotline");
    assertThat(CLUSTER.admin()).containsEntry("sasl.jaas.config", "password=secret");
    assertThat(CLUSTER.producer())
        .containsEntry("sasl.jaas.config", "password=secret")
        .containsEntry("acks", "all");
    assertThat(CLUSTER.consumer())
        .containsEntry("sasl.jaas.config", "password=secret")
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    assertThatThrownBy(() -> new Topics("a b")).hasMessageContaining("a b");
    assertThatThrownBy(() -> new TopicLayout(0, (short) 1)).hasMessageContaining("0 partitions");
    assertThatThrownBy(() -> settings("id", 0, 3, Duration.ZERO))
        .hasMessage("threads must be at least 1, got 0");
    assertThatThrownBy(() -> settings("id", 1, 0, Duration.ZERO))
        .hasMessage("images in work must be at least 1, got 0");
    assertThatThrownBy(() -> settings("id", 1, 3, Duration.ofMillis(-5)))
        .hasMessage("commit interval must be at least 0 ms, got -5 ms");
    assertThatThrownBy(() -> settings(" ", 1, 3, Duration.ZERO))
        .hasMessage("application id must not be blank, got ' '");
    assertThatThrownBy(() -> new Membership(" ", Duration.ofSeconds(1)))
        .hasMessageEndingWith("got ' '");
    assertThatThrownBy(() -> new Membership(null, Duration.ZERO))
        .hasMessage("session timeout must be at least 1 ms, got 0 ms");
  }

  private static StreamsSettings settings(
      String application, int threads, int imagesInWork, Duration commitInterval) {
    return new StreamsSettings(
        CLUSTER,
        new Topics(""),
        application,
        threads,
        imagesInWork,
        Path.of("state"),
        commitInterval,
        Duration.ZERO,
        null,
        Membership.DYNAMIC,
        null,
        StandardSettings.DEFAULT,
        RepeatSettings.DEFAULT,
        true,
        EvidenceSettings.DEFAULT);
  }
}
