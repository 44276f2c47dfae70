package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.DinoModel;
import io.shotline.convert.HuggingFaceDino;
import io.shotline.convert.ModelFacts;
import io.shotline.convert.PlainDino;
import io.shotline.convert.RandomDino;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Converted checkpoints of random weights against the same in loops and double precision. */
class RandomDinoTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "64, 2, 0, 224, 2",
    "64, 1, 4, 672, 1",
    "128, 3, 4, 224, 2",
    "192, 2, 1, 252, 2",
    "64, 1, 0, 518, 1",
    "64, 1, 2, 518, 1",
  })
  void shouldGiveTheTokensOfLoopsInDoublePrecision(
      int width, int blocks, int registers, int side, int layer) throws IOException {
    ModelFolder files =
        new RandomDino(width, blocks, registers)
            .convert(folder, new DinoModel.Options(side, List.of(layer), 0.01, null));
    DecodedImage image = noise(side);
    double[][] expected =
        new PlainDino(Checkpoint.open(folder.resolve("dino.safetensors"))).patches(image, layer);

    for (boolean oneDnn : new boolean[] {false, true}) {
      try (DinoTokens tokens = new DinoTokens(files, oneDnn)) {
        float[][] found = tokens.of(image, "block" + layer);
        assertThat(found).hasDimensions(expected.length, width);
        for (int token = 0; token < found.length; token++) {
          for (int i = 0; i < width; i++) {
            assertThat((double) found[token][i]).isCloseTo(expected[token][i], within(1e-4));
          }
        }
      }
    }
  }

  @Test
  void shouldGiveTheSameOfHuggingFacesNames() throws IOException {
    ModelFolder files =
        new RandomDino(64, 2, 4).convert(folder, new DinoModel.Options(224, List.of(), 0.01, null));
    Checkpoint published = Checkpoint.open(folder.resolve("dino.safetensors"));
    DecodedImage image = noise(224);
    float[][] expected = tokens(files, image);

    for (String prefix : new String[] {"", "dinov2.", "dinov2_with_registers."}) {
      Path file = HuggingFaceDino.write(folder.resolve("hf.safetensors"), prefix, published);
      DinoModel.of(
              Checkpoint.open(file),
              null,
              new DinoModel.Options(224, List.of(2), 0.01, null),
              new ModelFacts("hf", 0.1, "none", "a test"))
          .write(folder.resolve("hf"));

      assertThat(tokens(ModelFolder.find(folder.resolve("hf")), image)).isDeepEqualTo(expected);
    }
  }

  private static float[][] tokens(ModelFolder files, DecodedImage image) throws IOException {
    try (DinoTokens tokens = new DinoTokens(files, true)) {
      return tokens.of(image, "block2");
    }
  }

  private static DecodedImage noise(int side) {
    byte[] pixels = new byte[3 * side * side];
    new Random(side).nextBytes(pixels);
    return new DecodedImage(new ImageSize(side, side), pixels);
  }
}
