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
    CommandRun unknown = CommandRun.of("bench", "stream", "--cost-of", "alerts");
    CommandRun none =
        CommandRun.of("bench", "stream", "--cost-of", "repeats", "--duplicate-window", "0");
    CommandRun once = CommandRun.of("bench", "stream", "--cost-of", "evidence", "--rounds=1");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("--cost-of must be learning or evidence or repeats; got 'alerts'");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--cost-of repeats needs a --duplicate-window over 0");
    assertThat(once.code()).isEqualTo(2);
    assertThat(once.err()).contains("--rounds must be 2 or more with --cost-of; got '1'");
  }

  @Test
  void shouldCompareWithAnEncoderOnlyWhatHasOne() {
    CommandRun run = CommandRun.of("bench", "model", "--rounds", "1", "--max-batch", "1");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).anyMatch(line -> line.startsWith("batch of 1: share of encode, %"));
    assertThat(run.out()).doesNotContain("ONNX Runtime");
  }
}
