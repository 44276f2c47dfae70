package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.tensorflow.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyPrecisionTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write("shots", "shot_0.png", "shot_1.png", "shot_2.png", "shot_3.png");
    write("images", "scratch_rgb_320x256.png", "stain_rgb_240x240.png");
  }

  @Test
  void shouldPrintHowMuchScoresDiffer() {
    CommandRun run = verify("--precision", "float16");

    assertThat(run.out())
        .startsWith("float16 against float32, 2 of 2 images: scores differ by ")
        .endsWith("0 verdicts are other ones: same\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldFailWhereScoresDifferMuch() {
    CommandRun run = verify("--precision", "bfloat16", "--format", "json");

    assertThat(run.out()).contains("\"precision\":\"bfloat16\",\"images\":2,", "\"within\":false");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldNameAnImageThatCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("images/notes.txt"), "none");

    CommandRun run = verify("--precision", "float16");

    assertThat(run.err()).contains("notes.txt: NOT_AN_IMAGE");
    assertThat(run.out()).contains("2 of 3 images");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldAskForAnotherPrecision() {
    assertThat(verify().err())
        .contains("--precision is float32, with which the others are compared: give another one");
  }

  @Test
  void shouldAskForAFixtureOrImagesWithShots() {
    String asks = "give --fixture DIR, or --shots DIR and --images DIR";
    assertThat(CommandRun.of("model", "verify").err()).contains(asks);
    assertThat(CommandRun.of("model", "verify", "--shots", "a").err()).contains(asks);
    assertThat(CommandRun.of("model", "verify", "--fixture", "a", "--images", "b").err())
        .contains(asks);
  }

  private CommandRun verify(String... more) {
    List<String> arguments = new ArrayList<>(List.of("model", "verify"));
    arguments.addAll(List.of("--shots", folder.resolve("shots").toString()));
    arguments.addAll(List.of("--images", folder.resolve("images").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void write(String sub, String... names) throws IOException {
    Path files = Files.createDirectories(folder.resolve(sub));
    for (String name : names) {
      Files.write(files.resolve(name), Reference.image(name).bytes());
    }
  }
}
