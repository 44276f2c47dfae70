package io.shotline.kafka.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class CatalogIsolationTest {
  /** A change of settings that is not committed may still be taken back. */
  @Test
  void shouldReadCommittedSettingsOnly() {
    StreamsSettings settings =
        StreamsSettings.of(ClusterSettings.of("nowhere:1"), new Topics(""), Path.of("state"));

    assertThat(new StreamsConfig(settings.scoring()).getGlobalConsumerConfigs("client"))
        .containsEntry("isolation.level", "read_committed");
    assertThat(
            new StreamsConfig(settings.catalogCheck()).getMainConsumerConfigs("group", "client", 1))
        .containsEntry("isolation.level", "read_committed");
  }
}
