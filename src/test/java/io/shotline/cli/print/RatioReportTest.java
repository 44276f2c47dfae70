package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.bench.MeanRatio;
import io.shotline.bench.RatePair;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioReportTest {
  private final StringWriter out = new StringWriter();

  @Test
  void shouldPrintEachPairAndTheMeanWithItsInterval() {
    print(Format.TEXT);

    assertThat(out.toString().lines())
        .containsExactly(
            "pair   1:   50.00 images/s with learning,   60.00 without; time with / without 1.200",
            "pair   2:   60.00 images/s with learning,   50.00 without; time with / without 0.833",
            "time of an image with / without learning: 1.000, 95 % interval 0.099 to 10.141, 2 pairs,"
                + " 20.0 % alerts");
  }

  @Test
  void shouldPrintTheSameForPrograms() throws Exception {
    print(Format.JSON);

    List<String> lines = out.toString().lines().toList();
    JsonNode pair = new ObjectMapper().readTree(lines.get(1));
    assertThat(pair.get("pair").asInt()).isEqualTo(2);
    assertThat(pair.get("images/s with learning").asDouble()).isEqualTo(60);
    assertThat(pair.get("images/s without learning").asDouble()).isEqualTo(50);
    assertThat(pair.get("time with / without").asDouble()).isEqualTo(50.0 / 60);
    JsonNode mean = new ObjectMapper().readTree(lines.get(2));
    assertThat(mean.get("pairs").asInt()).isEqualTo(2);
    assertThat(mean.get("95 % interval, from").asDouble()).isLessThan(0.5);
    assertThat(mean.get("95 % interval, to").asDouble()).isGreaterThan(2);
    assertThat(mean.get("share of alerts").asDouble()).isEqualTo(0.2);
  }

  private void print(Format format) {
    RatioReport report = new RatioReport(new PrintWriter(out), format, "learning");
    List<RatePair> pairs = List.of(new RatePair(50, 60), new RatePair(60, 50));
    pairs.forEach(report::pair);
    report.mean(MeanRatio.of(pairs.stream().map(RatePair::ratio).toList()), 0.2);
  }
}
