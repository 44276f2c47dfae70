package io.shotline.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.cli.CommandRun;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ShotImages;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ShotsCommandIT {
  @Test
  void shouldPublishShotsOfTheLineThatACameraDraws() {
    Topics topics = new Topics("drawn.");
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
        admin.create(TopicLayout.DEFAULT);
      }

      CommandRun run =
          CommandRun.of(
              "shots",
              "add",
              "--bootstrap-servers=" + broker.bootstrapServers(),
              "--topic-prefix=drawn.",
              "--product=plate",
              "--drawn-shots=2",
              "--seed=7");

      assertThat(run.err()).isEmpty();
      assertThat(run.lines()).containsExactly("added plate/shot-00.jpg", "added plate/shot-01.jpg");
      answersNamesThatDoNotExist(broker.bootstrapServers());
      List<byte[]> drawn =
          new SimulatedLine(7, 1, 1)
              .normalShots(2).stream().map(frame -> frame.image().bytes()).toList();
      try (ShotTopic shots = new ShotTopic(cluster, topics);
          ShotImages images = new ShotImages(cluster, topics)) {
        assertThat(shots.list("plate"))
            .extracting(listed -> images.read(listed).orElseThrow().image().bytes())
            .containsExactlyElementsOf(drawn);
      }
    }
  }

  private static void answersNamesThatDoNotExist(String servers) {
    String[] cluster = {"--bootstrap-servers=" + servers, "--topic-prefix=drawn."};
    CommandRun list = CommandRun.of("shots", "list", cluster[0], cluster[1], "--product=plat");
    assertThat(list.code()).isEqualTo(1);
    assertThat(list.err())
        .contains("--product plat: no product of this id has shots; products with shots: plate");
    CommandRun remove =
        CommandRun.of("shots", "remove", cluster[0], cluster[1], "--product=plate", "shot-9");
    assertThat(remove.code()).isEqualTo(1);
    assertThat(remove.err())
        .contains("no shot plate/shot-9; shots of plate: shot-00.jpg, shot-01.jpg");
  }

  @Test
  void shouldSayWhatCanBeAdded() {
    CommandRun run = CommandRun.of("shots", "add", "--product=plate");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("name images, folders, --torch FILE or --drawn-shots N");
  }
}
