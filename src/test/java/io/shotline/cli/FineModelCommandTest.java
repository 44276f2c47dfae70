package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that looks twice, through the commands. */
class FineModelCommandTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");
  private static final Path WEIGHTS = Path.of("../shared/encoder");

  @TempDir private Path folder;

  @Test
  void shouldScoreWithBothLooks() throws Exception {
    CommandRun run = score();

    JsonNode scratch = new ObjectMapper().readTree(run.lines().get(1));
    assertThat(run.err()).contains("threshold 0.0402 from 4 shots");
    assertThat(scratch.get("model_name").asText()).isEqualTo("fine");
    assertThat(scratch.get("score").asDouble()).isCloseTo(0.0951036131316489, within(1e-4));
    assertThat(scratch.get("residual_map").get("rows").asInt()).isEqualTo(29);
    assertThat(scratch.get("residual_map").get("columns").asInt()).isEqualTo(36);
    JsonNode region = scratch.get("hottest_region");
    int x = region.get("x").asInt();
    int y = region.get("y").asInt();
    assertThat(235).isBetween(x, x + region.get("width").asInt());
    assertThat(128).isBetween(y, y + region.get("height").asInt());
  }

  @Test
  void shouldLookAtTilesTwiceAndAtSquares() throws Exception {
    for (String[] view : new String[][] {{"--tiles=2x1"}, {"--fit=centre"}, {"--fit=square"}}) {
      CommandRun run = score(view);

      assertThat(run.code()).isZero();
      JsonNode normal = new ObjectMapper().readTree(run.lines().get(0));
      JsonNode scratch = new ObjectMapper().readTree(run.lines().get(1));
      assertThat(normal.get("verdict").asText()).isEqualTo("VERDICT_NORMAL");
      assertThat(scratch.get("verdict").asText()).isEqualTo("VERDICT_ANOMALOUS");
      assertThat(scratch.get("residual_map").get("rows").asInt()).isGreaterThan(28);
    }
  }

  @Test
  void shouldSayThatItLooksTwice() {
    assertThat(CommandRun.of("model", "info", "--model=model/fine").out())
        .startsWith("# fine")
        .contains(
            "second look       about 262144 pixels, mean of the greatest 1 % of its residuals",
            "0.5 beside 1 where the shorter side of the shots has 100 pixels", "signature looks");
  }

  @Test
  void shouldBuildItByItsName() throws Exception {
    Path weights = WEIGHTS.resolve("efficientnet_lite0.safetensors");
    assumeThat(weights).exists();

    CommandRun run = build("--name=fine", weights);

    assertThat(run.code()).isZero();
    assertThat(folder.resolve("built/1/saved_model.pb"))
        .hasSameBinaryContentAs(Path.of("model/fine/1/saved_model.pb"));
    assertThat(build("--name=coarse", weights).err())
        .contains("--name must be mini or fine; got 'coarse'");
    CommandRun other = build("--name=fine", WEIGHTS.resolve("mobilenet_v2_openimages.safetensors"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("--weights ", "fine is made of EfficientNet-Lite0's weights");
  }

  private CommandRun build(String name, Path weights) {
    return CommandRun.of(
        "model", "build", name, "--weights=" + weights, "--output=" + folder.resolve("built"));
  }

  private CommandRun score(String... view) throws Exception {
    Path shots = Files.createDirectories(folder.resolve("shots"));
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 4; i++) {
      copy("shot_" + i + ".png", shots);
    }
    copy("normal_rgb_320x256.png", images);
    copy("scratch_rgb_320x256.png", images);
    String[] arguments = new String[view.length + 5];
    arguments[0] = "score";
    arguments[1] = "--model=model/fine";
    arguments[2] = "--shots=" + shots;
    arguments[3] = "--images=" + images;
    arguments[4] = "--format=json";
    System.arraycopy(view, 0, arguments, 5, view.length);
    return CommandRun.of(arguments);
  }

  private static void copy(String name, Path to) throws Exception {
    Path file = to.resolve(name);
    if (!Files.exists(file)) {
      Files.copy(REFERENCE.resolve(name), file);
    }
  }
}
