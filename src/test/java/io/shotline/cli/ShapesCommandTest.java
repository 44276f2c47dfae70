package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.convert.SmallPatches;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import io.shotline.tensorflow.DrawnPart;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that need no cluster, with models of other shapes than the published one. */
class ShapesCommandTest {
  @TempDir private Path folder;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            new ModelInput.Square(448, 32, Fit.CENTRE), "448 x 448 pixels, fit centre", 32, 32),
        Arguments.of(
            new ModelInput.Square(448, 32, Fit.SQUARE), "448 x 448 pixels, fit square", 32, 32),
        Arguments.of(
            new ModelInput.Rectangle(57_600, 16),
            "about 57600 pixels, sides in steps of 16, fit whole",
            13,
            17));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldRunEveryCommand(ModelInput input, String described, int rows, int columns)
      throws Exception {
    String model = new SmallPatches(input).write(folder.resolve("model")).version().toString();

    CommandRun info = CommandRun.of("model", "info", "--model", model);
    assertThat(info.code()).as(info.err()).isZero();
    assertThat(info.out()).contains("input             " + described);

    JsonNode defect = requireScored(model, input.fit());
    assertThat(defect.get("residual_map").get("rows").asInt()).isEqualTo(rows);
    assertThat(defect.get("residual_map").get("columns").asInt()).isEqualTo(columns);
    requirePicture();
    requireVerified(model, defect.get("score").asDouble());

    CommandRun bench =
        CommandRun.of("bench", "model", "--model", model, "--rounds=1", "--max-batch=3");
    assertThat(bench.code()).as(bench.err()).isZero();
  }

  /**
   * Scores images of two shapes, fitted as the card says; returns what is said of the one with the
   * defect.
   */
  private JsonNode requireScored(String model, Fit fit) throws IOException {
    write("shots/plain.png", DrawnPart.plain(640, 480));
    write("images/defect.png", DrawnPart.defect(640, 480));
    write("images/high.png", DrawnPart.plain(480, 640));
    CommandRun run =
        CommandRun.of(
            "score",
            "--model",
            model,
            "--shots",
            folder.resolve("shots").toString(),
            "--images",
            folder.resolve("images").toString(),
            "--pictures",
            folder.resolve("pictures").toString(),
            "--fit",
            fit.word(),
            "--format",
            "json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(2);
    return new ObjectMapper().readTree(run.lines().get(0));
  }

  /** The hottest region is framed in the image, on the left, and not in the shot beside it. */
  private void requirePicture() throws IOException {
    BufferedImage picture = ImageIO.read(folder.resolve("pictures/defect.png.heat.jpg").toFile());
    int middle = picture.getWidth() / 2;
    assertThat(redPixels(picture, 0, middle)).as("red pixels of the image").isPositive();
    assertThat(redPixels(picture, middle, picture.getWidth())).as("of the shot").isZero();
  }

  private static int redPixels(BufferedImage picture, int from, int to) {
    int red = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        Color colour = new Color(picture.getRGB(x, y));
        red += colour.getRed() > 180 && colour.getGreen() < 90 && colour.getBlue() < 90 ? 1 : 0;
      }
    }
    return red;
  }

  private void requireVerified(String model, double score) throws IOException {
    write("fixture/images/plain.png", DrawnPart.plain(640, 480));
    write("fixture/images/defect.png", DrawnPart.defect(640, 480));
    String expected =
        "[{\"product\": \"nut\", \"query\": \"defect.png\", \"shots\": [\"plain.png\"],"
            + " \"final_score\": "
            + score
            + "}]";
    Files.writeString(folder.resolve("fixture/scores.json"), expected);
    CommandRun run =
        CommandRun.of(
            "model", "verify", "--model", model, "--fixture", folder.resolve("fixture").toString());
    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }

  private void write(String name, EncodedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, image.bytes());
  }
}
