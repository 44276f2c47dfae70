package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.RandomDino;
import io.shotline.convert.SmallInctrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
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
  void shouldConvertADinoWithoutAVocabulary() throws IOException {
    CommandRun made = convertDino(new RandomDino(64, 1, 0), "--side=224", "--turned=on");

    assertThat(made.code()).as(made.err()).isZero();
    CommandRun info = CommandRun.of("model", "info", "--model", folder.resolve("dino").toString());
    assertThat(info.out())
        .contains("DINOv2 ViT, 1 blocks of 64\n", "224 x 224 pixels", "the newest 8, always")
        .contains("default threshold 0.15");
  }

  @Test
  void shouldNameOptionsOfAnotherKindOfCheckpoint() throws IOException {
    CommandRun dino = convertDino(new RandomDino(64, 1, 0), "--vocab=" + VOCABULARY);
    Path inctrl = new SmallInctrl().write(folder.resolve("small.safetensors"), 3);
    CommandRun other = convert(inctrl, "--side=448", "--turned=off");

    assertThat(dino.code()).isEqualTo(2);
    assertThat(dino.err())
        .contains("--vocab: only for a checkpoint of InCTRL; --checkpoint ")
        .contains("dino.safetensors is one of DINOv2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains("--side, --turned: only for a checkpoint of DINOv2; --checkpoint ")
        .contains("small.safetensors is one of InCTRL");
  }

  @Test
  void shouldNameTheVocabularyThatInctrlNeeds() throws IOException {
    Path inctrl = new SmallInctrl().write(folder.resolve("small.safetensors"), 3);

    CommandRun run =
        CommandRun.of(
            "model", "convert", "--checkpoint=" + inctrl, "--output=" + folder.resolve("small"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--vocab FILE is missing: a checkpoint of InCTRL needs");
  }

  @Test
  void shouldSayWhyADinoDoesNotFit() throws IOException {
    requireFault("side 450 must be a multiple of 14", new RandomDino(64, 1, 0), "--side=450");
    requireFault("layers [1, 3] must rise", new RandomDino(64, 2, 0), "--layers=1,3");
    requireFault("--dimensions FILE", new RandomDino(96, 1, 0));
    requireFault("DINOv2's giant", new RandomDino(64, 1, 0).with("blocks.0.mlp.w12.weight", 8, 64));
    requireFault(
        "missing blocks.1.norm2.bias [64]",
        new RandomDino(64, 2, 0).without("blocks.1.norm2.bias"));
    requireFault("surplus head.weight", new RandomDino(64, 1, 0).with("head.weight", 2, 64));
    requireFault(
        "blocks.0.attn.qkv.bias is [64], not [192]",
        new RandomDino(64, 1, 0).with("blocks.0.attn.qkv.bias", 64));
    requireFault(
        "pos_embed has 1371 rows", new RandomDino(64, 1, 0).with("pos_embed", 1, 1371, 64));
  }

  private void requireFault(String fault, RandomDino checkpoint, String... more)
      throws IOException {
    CommandRun run = convertDino(checkpoint, more);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(fault).doesNotContain("\tat ");
  }

  private CommandRun convertDino(RandomDino checkpoint, String... more) throws IOException {
    Path file = checkpoint.write(folder.resolve("dino.safetensors"), 3);
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "model",
                    "convert",
                    "--checkpoint=" + file,
                    "--output=" + folder.resolve("dino")),
                Stream.of(more))
            .toArray(String[]::new));
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
