package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.convert.SmallInctrl;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderRatioTest {
  @TempDir private Path folder;

  @Test
  void shouldPrintWhatAScoreTakesOfAPlainEncodersTime() throws Exception {
    String model = new SmallInctrl().convert(folder, 4).version().toString();
    CommandRun run =
        CommandRun.of(
            "bench",
            "model",
            "--model",
            model,
            "--rounds",
            "1",
            "--max-batch",
            "3",
            "--format",
            "json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(run.out());
    for (String batch : new String[] {"batch of 1: ", "batch of 3: "}) {
      double score = figures.get(batch + "score (encode and compare), ms per image").asDouble();
      double plain = figures.get(batch + "encoder in ONNX Runtime, ms per image").asDouble();
      assertThat(plain).isPositive();
      assertThat(figures.get(batch + "score / encoder in ONNX Runtime").asDouble())
          .isCloseTo(score / plain, withinPercentage(0.1));
    }
  }
}
