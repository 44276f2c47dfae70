package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.convert.DinoModel;
import io.shotline.convert.RandomDino;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a score of a DINOv2 of the size of ViT-S/14 takes of the time of its encoder in ONNX
 * Runtime, on a machine that does nothing else: {@code mvn -Ponnx test -Dtest=DinoRatioTest
 * -Dshotline.ratio.pairs=15}.
 */
@EnabledIfSystemProperty(named = "shotline.ratio.pairs", matches = "\\d+")
class DinoRatioTest {
  private static final double MOST = 1.05;

  @TempDir private Path folder;

  @Test
  void shouldScoreInTheTimeOfAPlainEncoder() throws Exception {
    String model =
        new RandomDino(384, 12, 0).convert(folder, DinoModel.Options.DEFAULT).version().toString();
    CommandRun run =
        CommandRun.of(
            "bench",
            "model",
            "--model=" + model,
            "--rounds=" + System.getProperty("shotline.ratio.pairs"),
            "--max-batch=1",
            "--format=json");

    assertThat(run.code()).as(run.err()).isZero();
    System.out.println(run.out());
    JsonNode figures = new ObjectMapper().readTree(run.out());
    assertThat(figures.get("batch of 1: score / encoder in ONNX Runtime, 95 % to").asDouble())
        .isLessThanOrEqualTo(MOST);
  }
}
