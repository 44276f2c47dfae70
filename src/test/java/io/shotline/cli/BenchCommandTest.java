package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
  @Test
  void shouldTimeThePartsOfAScoreForSingleImagesAndFullBatches() throws Exception {
    CommandRun run =
        CommandRun.of("bench", "model", "--rounds", "1", "--max-batch", "3", "--format", "json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(run.out());
    for (String batch : new String[] {"batch of 1: ", "batch of 3: "}) {
      assertThat(figures.get(batch + "decode, ms per image").asDouble()).isPositive();
      assertThat(figures.get(batch + "score (encode and compare), ms per image").asDouble())
          .isGreaterThanOrEqualTo(figures.get(batch + "encode, ms per image").asDouble());
      assertThat(figures.get(batch + "images/s of the model alone").asDouble()).isPositive();
    }
  }

  @Test
  void shouldSayWhichCostsCannotBeMeasured() {
    CommandRun both =
        CommandRun.of("bench", "stream", "--learning-cost", "--evidence-cost", "--rounds=2");
    CommandRun once = CommandRun.of("bench", "stream", "--evidence-cost", "--rounds=1");

    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--learning-cost and --evidence-cost exclude each other");
    assertThat(once.code()).isEqualTo(2);
    assertThat(once.err()).contains("--rounds must be 2 or more with --evidence-cost; got '1'");
  }

  @Test
  void shouldCompareWithAnEncoderOnlyWhatHasOne() {
    CommandRun run = CommandRun.of("bench", "model", "--rounds", "1", "--max-batch", "1");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).anyMatch(line -> line.startsWith("batch of 1: share of encode, %"));
    assertThat(run.out()).doesNotContain("ONNX Runtime");
  }
}
