package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class CameraCommandIT {
  @TempDir Path folder;

  @Test
  void shouldNameAFileThatIsTooLargeAndPublishTheOthers() throws Exception {
    Path good = Path.of("src/test/resources/reference/shot_0.png");
    Files.copy(good, folder.resolve("a.png"));
    Files.write(folder.resolve("b.png"), new byte[40_000_000]);
    Files.copy(good, folder.resolve("c.png"));
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      try (TopicAdmin admin =
          new TopicAdmin(ClusterSettings.of(broker.bootstrapServers()), new Topics(""))) {
        admin.create(TopicLayout.DEFAULT);
      }

      CommandRun run =
          CommandRun.of(
              "camera",
              "--bootstrap-servers=" + broker.bootstrapServers(),
              "--product=plate",
              "--fps=0",
              "--folder=" + folder);

      assertThat(run.lines()).containsExactly("published 2 frames of plate");
      assertThat(run.err().lines())
          .containsExactly(
              "--folder "
                  + folder
                  + ": left out b.png: 40000000 bytes, which is more than can be sent (32505856"
                  + " bytes); compress it or scale it down");
      assertThat(run.code()).isEqualTo(1);
    }
  }
}
