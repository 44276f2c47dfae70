package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InctrlWeightsTest {
  @TempDir private Path folder;

  @Test
  void shouldListAllTensorsThatDoNotFit() throws IOException {
    SmallInctrl small =
        new SmallInctrl()
            .with("adapter.fc.2.weight", (long[]) null)
            .with("visual.ln_pre.bias", 63)
            .with("visual.ln_pre.beta", 64);
    Checkpoint file = Checkpoint.open(small.write(folder.resolve("odd.safetensors"), 1));

    assertThatThrownBy(() -> InctrlWeights.of(ClipConfig.of(file), List.of(file)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("odd.safetensors")
        .hasMessageContaining("missing adapter.fc.2.weight [48, 20]")
        .hasMessageContaining("visual.ln_pre.bias is [63], not [64]")
        .hasMessageContaining("surplus visual.ln_pre.beta");
  }

  @Test
  void shouldListEvenAWholeBlockThatIsMissing() throws IOException {
    SmallInctrl small = new SmallInctrl().without("visual.transformer.resblocks.4.");
    Checkpoint file = Checkpoint.open(small.write(folder.resolve("gap.safetensors"), 1));

    assertThatThrownBy(() -> InctrlWeights.of(ClipConfig.of(file), List.of(file)))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(13))
        .hasMessageContaining("missing visual.transformer.resblocks.4.attn.in_proj_bias [192]");
  }

  @Test
  void shouldAskForHeadsThatAreNotInTheFile() throws IOException {
    SmallInctrl small = new SmallInctrl().without("adapter.").without("diff_head");
    Checkpoint file = Checkpoint.open(small.write(folder.resolve("clip.safetensors"), 1));

    assertThatThrownBy(() -> InctrlWeights.of(ClipConfig.of(file), List.of(file)))
        .hasMessageContaining("clip.safetensors")
        .hasMessageContaining("--heads");
  }

  @Test
  void shouldReadTheDimensionsFromTheTensors() throws IOException {
    Checkpoint file =
        Checkpoint.open(new SmallInctrl().write(folder.resolve("small.safetensors"), 1));

    assertThat(ClipConfig.of(file))
        .isEqualTo(
            new ClipConfig(
                48,
                240,
                24,
                new Tower(64, 9, 1, 256, ClipConfig.EPSILON),
                new Tower(64, 2, 1, 256, ClipConfig.EPSILON),
                77,
                49408));
  }

  @Test
  void shouldReadTheDimensionsAsOpenClipWritesThem() throws IOException {
    Path json = folder.resolve("ViT.json");
    Files.writeString(
        json,
        """
        {"embed_dim": 512,
         "vision_cfg": {"image_size": 240, "layers": 13, "width": 160, "patch_size": 12,
                        "head_width": 80, "mlp_ratio": 3.0},
         "text_cfg": {"context_length": 76, "vocab_size": 49408, "width": 96, "heads": 3,
                      "layers": 5}}
        """);

    assertThat(ClipConfig.of(json))
        .isEqualTo(
            new ClipConfig(
                512,
                240,
                12,
                new Tower(160, 13, 2, 480, ClipConfig.EPSILON),
                new Tower(96, 5, 3, 384, ClipConfig.EPSILON),
                76,
                49408));
  }

  @Test
  void shouldNameWhatADimensionsFileLacks() throws IOException {
    Path json = folder.resolve("ViT.json");
    Files.writeString(json, "{\"embed_dim\": 512, \"vision_cfg\": {\"width\": 64}}");

    assertThatThrownBy(() -> ClipConfig.of(json))
        .hasMessageContaining("ViT.json")
        .hasMessageContaining("image_size must be a number above 0");
  }
}
