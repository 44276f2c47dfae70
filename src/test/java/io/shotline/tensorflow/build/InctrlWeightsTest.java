package io.shotline.tensorflow.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            .with("adapter.fc.0.weight", (long[]) null)
            .with("visual.ln_pre.bias", 63)
            .with("visual.ln_pre.beta", 64);
    Checkpoint file = Checkpoint.open(small.write(folder.resolve("odd.safetensors"), 1));

    assertThatThrownBy(() -> InctrlWeights.of(ClipConfig.of(file), List.of(file)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("odd.safetensors")
        .hasMessageContaining("missing adapter.fc.0.weight [160, 48]")
        .hasMessageContaining("visual.ln_pre.bias is [63], not [64]")
        .hasMessageContaining("surplus visual.ln_pre.beta");
  }

  @Test
  void shouldReadTheDimensionsFromTheTensors() throws IOException {
    Checkpoint file =
        Checkpoint.open(new SmallInctrl().write(folder.resolve("small.safetensors"), 1));

    assertThat(ClipConfig.of(file))
        .isEqualTo(
            new ClipConfig(
                48,
                24,
                new ClipConfig.Tower(64, 9, 1, 256),
                new ClipConfig.Tower(64, 2, 1, 256),
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
                12,
                new ClipConfig.Tower(160, 13, 2, 480),
                new ClipConfig.Tower(96, 5, 3, 384),
                76,
                49408));
  }

  @Test
  void shouldNameWhatADimensionsFileLacks() throws IOException {
    Path json = folder.resolve("ViT.json");
    Files.writeString(json, "{\"embed_dim\": 512, \"vision_cfg\": {\"image_size\": 224}}");

    assertThatThrownBy(() -> ClipConfig.of(json))
        .hasMessageContaining("ViT.json")
        .hasMessageContaining("image_size must be 240");
  }
}
