package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.BaselineEncoder.Dimensions;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisionDimensionsTest {
  @TempDir private Path folder;

  @Test
  void shouldReadBackWhatTheModelWasConvertedWith() throws IOException {
    ModelFolder model = new SmallInctrl().convert(folder, 4);

    assertThat(VisionDimensions.of(model)).contains(new Dimensions(10, 24, 64, 9, 4, 256, 48));
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
