package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole line as a user starts it. */
@Timeout(180)
class DemoIT {
  @Test
  void shouldFindTheDefectsAndNothingElse() throws Exception {
    CommandRun run =
        CommandRun.of(
            "demo", "--frames=80", "--seed=11", "--exit", "--format=json", "--metrics-port=0");

    assertThat(run.code()).isZero();
    assertThat(run.lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.get("frames").asInt()).isEqualTo(80);
    assertThat(result.get("defective").asInt()).isPositive();
    assertThat(result.get("alerted")).isEqualTo(result.get("defective"));
    assertThat(result.get("false_alarms").asInt()).isZero();
    assertThat(result.get("dead_letters").asInt()).isZero();
  }

  @Test
  void shouldPrintAlertsWithScoreShotsAndHeatMap() {
    CommandRun run =
        CommandRun.of(
            "demo", "--frames=8", "--defect-share=1", "--exit", "--metrics-port=0", "--seed=4");

    assertThat(run.lines())
        .last()
        .isEqualTo("demo: frames=8 defective=8 alerted=8 false_alarms=0 dead_letters=0");
    assertThat(run.out()).contains("compared with shot-00.jpg, shot-01.jpg").contains("@@");
  }

  @Test
  void shouldAskForTheNumberOfFramesToExitAfter() {
    CommandRun run = CommandRun.of("demo", "--exit");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--exit: say after how many --frames");
  }
}
