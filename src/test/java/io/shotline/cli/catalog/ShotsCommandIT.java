package io.shotline.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.cli.CommandRun;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ShotImages;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void shouldListEachShotsScoreAgainstTheOthersAndNameTheOneWithADefect() {
    Path reference = Path.of("src/test/resources/reference");
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      String servers = "--bootstrap-servers=" + broker.bootstrapServers();
      Topics topics = new Topics("");
      try (TopicAdmin admin =
          new TopicAdmin(ClusterSettings.of(broker.bootstrapServers()), topics)) {
        admin.create(TopicLayout.DEFAULT);
      }
      List<String> add = new ArrayList<>(List.of("shots", "add", servers, "--product=plate"));
      List.of("shot_0.png", "shot_1.png", "shot_2.png", "scratch_rgb_320x256.png")
          .forEach(image -> add.add(reference.resolve(image).toString()));
      assertThat(CommandRun.of(add.toArray(String[]::new)).code()).isZero();

      CommandRun list = CommandRun.of("shots", "list", servers, "--scores");

      assertThat(list.code()).isZero();
      assertThat(list.lines())
          .filteredOn(line -> line.contains("unlike the others"))
          .anyMatch(line -> line.startsWith("plate/scratch_rgb_320x256.png"))
          .noneMatch(line -> line.startsWith("plate/shot_"));
      assertThat(list.lines())
          .anyMatch(line -> line.matches("plate: threshold 0\\.\\d+ from 4 shots .*"));
      assertThat(CommandRun.of("shots", "list", servers).out()).doesNotContain("unlike");
    }
  }

  @Test
  void shouldKeepTheGoodShotAndSayWhereHalfAFileTakesItsName(@TempDir Path folder)
      throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("src/test/resources/reference/shot_0.png"));
    Path file = folder.resolve("shot.png");
    Files.write(file, whole);
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      String servers = "--bootstrap-servers=" + broker.bootstrapServers();
      Topics topics = new Topics("");
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
        admin.create(TopicLayout.DEFAULT);
      }
      String[] add = {"shots", "add", servers, "--product=plate", file.toString()};
      assertThat(CommandRun.of(add).code()).isZero();

      byte[] half = Arrays.copyOf(whole, whole.length / 2);
      Files.write(file, half);
      CommandRun again = CommandRun.of(add);

      assertThat(again.code()).isEqualTo(1);
      assertThat(again.err()).contains("shot.png: UNDECODABLE_IMAGE");
      assertThat(again.out()).isEmpty();
      assertThat(list(servers)).singleElement(STRING).contains("125242").doesNotContain("force");

      // As a client of its own does.
      try (ShotTopic shots = new ShotTopic(cluster, topics)) {
        for (String id : List.of("shot.png", "new.png")) {
          shots.add(new Shot("plate", id, new EncodedImage(half), Instant.now(), "a client"));
        }
      }
      assertThat(list(servers))
          .satisfiesExactly(
              kept ->
                  assertThat(kept)
                      .startsWith("plate/shot.png")
                      .contains("125242")
                      .endsWith(
                          "stays in force: a newer one of this name cannot be used"
                              + " (UNDECODABLE_IMAGE)"),
              fresh ->
                  assertThat(fresh)
                      .startsWith("plate/new.png")
                      .endsWith("cannot be used (UNDECODABLE_IMAGE)"));
      assertThat(CommandRun.of("shots", "list", servers, "--scores").lines())
          .anyMatch(line -> line.matches("plate: threshold 0\\.\\d+ from 1 shot .*"));
    }
  }

  private static List<String> list(String servers) {
    return CommandRun.of("shots", "list", servers).lines().stream()
        .filter(line -> line.startsWith("plate/"))
        .toList();
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
  void shouldAddNoneWhereOneNameIsWrong() {
    String good = "src/test/resources/reference/shot_0.png";

    CommandRun run =
        CommandRun.of(
            "shots", "add", "--bootstrap-servers=127.0.0.1:9", "--product=plate", good, "nowhere");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no folder or file nowhere");
  }

  @Test
  void shouldSayWhatCanBeAdded() {
    CommandRun run = CommandRun.of("shots", "add", "--product=plate");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("name images, folders, --torch FILE or --drawn-shots N");
  }
}
