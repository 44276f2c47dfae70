package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.convert.RandomDino;
import io.shotline.tensorflow.DrawnPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of a side, a grid, layers and a share that nobody ships, converted as a person does. */
class UnshippedModelTest {
  private static final int GRID = 23;

  /** floor(0.037 * 529); the nearest number would be 20. */
  private static final int COUNTED = 19;

  @TempDir private static Path folder;
  private static String model;

  @BeforeAll
  static void convert() throws Exception {
    Path checkpoint = new RandomDino(64, 3, 2).write(folder.resolve("odd.safetensors"), 11);
    model = folder.resolve("odd").toString();
    CommandRun run =
        CommandRun.of(
            "model",
            "convert",
            "--checkpoint=" + checkpoint,
            "--output=" + model,
            "--side=322",
            "--layers=1,3",
            "--share=0.037",
            "--turned=auto",
            "--default-threshold=0.2",
            "--licence=none");
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void shouldSayWhatItIs() {
    CommandRun info = CommandRun.of("model", "info", "--model", model);

    assertThat(info.code()).as(info.err()).isZero();
    assertThat(info.out())
        .contains("odd, version 1", "DINOv2 ViT, 3 blocks of 64, 2 registers", "block1, block3")
        .contains("322 x 322 pixels, fit square", "residual map      23 x 23")
        .contains("mean of the greatest 3.7 % of the residuals, rounded down")
        .contains("turned shots      the newest 8, where they lower", "default threshold 0.2");
  }

  @Test
  void shouldScoreByTheCardAlone() throws Exception {
    write("shots/plain.png", 0, false);
    write("images/defect.png", 0, true);
    CommandRun run =
        CommandRun.of(
            "score",
            "--model=" + model,
            "--shots=" + folder.resolve("shots"),
            "--images=" + folder.resolve("images"),
            "--format=json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.lines().get(0));
    assertThat(result.get("verdict").asText()).isEqualTo("VERDICT_ANOMALOUS");
    assertThat(result.get("threshold_source").asText()).endsWith("SHOTS");
    assertThat(result.at("/residual_map/rows").asInt()).isEqualTo(GRID);
    assertThat(result.at("/viewed_part/share").asDouble()).isEqualTo(1);
    List<Double> residuals = new ArrayList<>();
    result.at("/residual_map/values").forEach(value -> residuals.add(value.asDouble()));
    assertThat(residuals).hasSize(GRID * GRID);
    assertThat(result.get("score").asDouble())
        .isCloseTo(
            residuals.stream()
                .sorted((a, b) -> Double.compare(b, a))
                .limit(COUNTED)
                .mapToDouble(value -> value)
                .average()
                .orElseThrow(),
            within(1e-5));
  }

  @Test
  void shouldEvaluate() throws Exception {
    for (int i = 0; i < 3; i++) {
      write("part/train/good/" + i + ".png", i, false);
      write("part/test/good/" + i + ".png", 3 + i, false);
      write("part/test/defect/" + i + ".png", i, true);
    }
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--data=" + folder.resolve("part"),
            "--model=" + model,
            "--shots=2",
            "--seeds=1",
            "--format=json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode draw = new ObjectMapper().readTree(run.lines().get(0));
    assertThat(draw.get("model").asText()).isEqualTo("odd/1");
    assertThat(draw.get("threshold_source").asText()).isEqualTo("shots");
    assertThat(draw.get("auroc").asDouble()).isEqualTo(1);
  }

  private static void write(String name, int seed, boolean defect) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        defect
            ? DrawnPart.defect(640, 480, seed).bytes()
            : DrawnPart.plain(640 + seed, 480).bytes());
  }
}
