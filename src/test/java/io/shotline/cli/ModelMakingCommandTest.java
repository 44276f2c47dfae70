package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.SmallInctrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make models, as a person types them: results, and faults in one line. */
class ModelMakingCommandTest {
  private static final String VOCABULARY =
      "src/test/resources/reference/bpe_simple_vocab_16e6.txt.gz";

  @TempDir private Path folder;

  @Test
  void shouldConvertACheckpointIntoAModelThatInfoReads() throws IOException {
    Path checkpoint = new SmallInctrl().write(folder.resolve("small.safetensors"), 3);

    CommandRun made = convert(checkpoint, "--layers=3,5,8", "--default-threshold=0.4");

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).startsWith("wrote " + folder.resolve("small/1") + ", ");
    CommandRun info = CommandRun.of("model", "info", "--model", folder.resolve("small").toString());
    assertThat(info.code()).as(info.err()).isZero();
    assertThat(info.out()).contains("small, version 1").contains("0.4");
  }

  @Test
  void shouldNameACheckpointThatIsNotThere() {
    CommandRun run = convert(folder.resolve("none.pth"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no such file: ").contains("none.pth");
  }

  @Test
  void shouldNameACheckpointThatIsNone() throws IOException {
    Path checkpoint = Files.writeString(folder.resolve("text.pth"), "not a checkpoint");

    CommandRun run = convert(checkpoint);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("text.pth: ").doesNotContain("\tat ");
  }

  @Test
  void shouldNameWeightsThatAreNotThere() {
    CommandRun run =
        CommandRun.of(
            "model",
            "build",
            "--weights",
            folder.resolve("none.safetensors").toString(),
            "--output",
            folder.resolve("mini").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--weights " + folder.resolve("none.safetensors"));
  }

  @Test
  void shouldSayItsVersion() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.code()).isZero();
    assertThat(run.lines().get(0)).startsWith("shotline ");
  }

  private CommandRun convert(Path checkpoint, String... more) {
    String[] arguments = {
      "model",
      "convert",
      "--checkpoint",
      checkpoint.toString(),
      "--vocab",
      VOCABULARY,
      "--output",
      folder.resolve("small").toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
