package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped models are what their weights give, where the weights are. */
class MiniModelBuildTest {
  private static final Path WEIGHTS = Path.of("../shared/encoder");
  private static final Path SHIPPED = Path.of("model");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "mini, 1, mobilenet_v2_openimages",
    "mini, 2, efficientnet_lite0",
    "fine, 1, efficientnet_lite0"
  })
  void shouldGiveTheBytesOfTheShippedVersion(String name, String version, String weights)
      throws IOException {
    Path file = WEIGHTS.resolve(weights + ".safetensors");
    assumeThat(file).exists();

    SafetensorsFile open = SafetensorsFile.open(file);
    Path built = (name.equals("fine") ? MiniModel.fine(open) : MiniModel.of(open)).write(folder);

    assertThat(built).isEqualTo(folder.resolve(version));
    for (String part : new String[] {"saved_model.pb", "assets/model.json"}) {
      assertThat(built.resolve(part))
          .hasSameBinaryContentAs(SHIPPED.resolve(name).resolve(version).resolve(part));
    }
  }

  @Test
  void shouldNotBuildFineOfTheWeightsOfVersionOne() throws IOException {
    Path file = WEIGHTS.resolve("mobilenet_v2_openimages.safetensors");
    assumeThat(file).exists();
    SafetensorsFile weights = SafetensorsFile.open(file);

    assertThatThrownBy(() -> MiniModel.fine(weights))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("mobilenet_v2_openimages.safetensors")
        .hasMessageContaining("EfficientNet-Lite0");
  }

  @Test
  void shouldRefuseWeightsOfAnotherEncoder() throws IOException {
    Path other = new SmallInctrl().write(folder.resolve("small.safetensors"), 3);

    assertThatThrownBy(() -> MiniModel.of(SafetensorsFile.open(other)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("small.safetensors")
        .hasMessageContaining("block3.depthwise.weight");
  }
}
