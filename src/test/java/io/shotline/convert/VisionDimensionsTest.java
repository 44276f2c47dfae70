package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.BaselineEncoder.Dimensions;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisionDimensionsTest {
  @TempDir private Path folder;

  @Test
  void shouldReadBackWhatTheModelWasConvertedWith() throws IOException {
    ModelFolder model = new SmallInctrl().convert(folder, 4);

    assertThat(VisionDimensions.of(model))
        .contains(new Dimensions(10, 24, 1, 64, 9, 4, 256, 48, 1e-5f));
  }

  @Test
  void shouldReadBackTokensThatAreTheFeatures() throws IOException {
    ModelFolder model =
        new RandomDino(128, 3, 4)
            .convert(folder, new DinoModel.Options(224, List.of(2), 0.01, null));

    assertThat(VisionDimensions.of(model))
        .contains(new Dimensions(16, 14, 5, 128, 2, 2, 512, 0, 1e-6f));
  }

  @Test
  void shouldFindNoTowerInAModelOfAnotherKind() throws IOException {
    assertThat(VisionDimensions.of(ModelFolder.find(Path.of("model/mini")))).isEmpty();
  }

  @Test
  void shouldNameAFileThatIsNoGraph() throws IOException {
    Path file = Files.write(folder.resolve("saved_model.pb"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> VisionDimensions.of(new ModelFolder(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " cannot be read: ");
  }
}
