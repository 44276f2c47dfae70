package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.RandomDino;
import io.shotline.convert.download.FileServer;
import io.shotline.convert.download.Published;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a published file of DINOv2 to a score: what {@code model get} makes is a model. */
class GetModelTest {
  private static final Path IMAGES = Path.of("src/test/resources/reference");

  @TempDir private Path home;
  private FileServer server;
  private GetRun get;

  @BeforeEach
  void publish() throws IOException {
    server = FileServer.start();
    byte[] weights =
        Files.readAllBytes(new RandomDino(64, 2, 4).write(home.resolve("small.safetensors"), 3));
    URI source = server.serve("/small.safetensors", FileServer.parts(weights, "\"a\""));
    get = GetRun.in(home, Published.of(source, weights)).withRealModels();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMakeAModelThatScores() throws IOException {
    Path model = home.resolve("mine");

    CommandRun made = get.type("drawn", "--side=224", "--output", model.toString());

    assertThat(made.code()).as(made.err()).isZero();
    CommandRun info = CommandRun.of("model", "info", "--model", model.toString());
    assertThat(info.out())
        .contains("# drawn")
        .contains("- Made with: side 224, share 0.01, turned off")
        .contains("drawn, version 1")
        .contains("Apache-2.0")
        .contains(server.address("/small.safetensors").toString());
    CommandRun score =
        CommandRun.of(
            "score",
            "--model",
            model.toString(),
            "--shots",
            copied("shots", "shot_0.png").toString(),
            "--images",
            copied("images", "shot_0.png", "scratch_rgb_320x256.png").toString());
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.out()).contains("scratch_rgb_320x256.png");
  }

  @Test
  void shouldNotTakeAModelOfOtherOptionsForTheSame() {
    CommandRun first = get.type("drawn", "--side=224");
    CommandRun same = get.type("drawn", "--side=224");
    CommandRun other = get.type("drawn", "--side=238");
    CommandRun none = get.type("drawn", "--side=225", "--output", home.resolve("x").toString());

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("holds something else already; remove it, or name another");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).startsWith("shotline model get: --side 225: must be a multiple of 14");
  }

  @Test
  void shouldSayThatAPublishedFileIsNoCheckpoint() {
    byte[] other = Published.content(1000, 1);
    URI source = server.serve("/other.pth", FileServer.whole(other));
    GetRun wrong = GetRun.in(home, Published.of(source, other)).withRealModels();

    CommandRun run = wrong.type("drawn");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("other.pth").doesNotContain("\tat ");
    assertThat(wrong.made()).isEmptyDirectory();
  }

  private Path copied(String folder, String... images) throws IOException {
    Path to = Files.createDirectory(home.resolve(folder));
    for (String image : images) {
      Files.copy(IMAGES.resolve(image), to.resolve(image));
    }
    return to;
  }
}
