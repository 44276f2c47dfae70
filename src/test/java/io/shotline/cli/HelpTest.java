package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a command says of itself. */
class HelpTest {
  @Test
  void shouldExplainACommandByName() {
    CommandRun run = CommandRun.of("help", "score");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(CommandRun.of("score", "--help").out());
    assertThat(CommandRun.of("help", "bench", "stream").out())
        .isEqualTo(CommandRun.of("bench", "stream", "--help").out());
    assertThat(CommandRun.of("help").out()).isEqualTo(CommandRun.of("--help").out());
  }

  @Test
  void shouldNameTheNearestCommandToExplain() {
    CommandRun run = CommandRun.of("help", "bench", "steam");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("steam is no command of shotline bench; the nearest is stream");
  }

  @Test
  void shouldGroupOptionsUnderHeadings() {
    String run = CommandRun.of("run", "--help").out();
    assertThat(run)
        .containsSubsequence(
            "\nModel:\n", "--max-batch", "\nKafka:\n", "--bootstrap-servers", "\nStream:\n")
        .containsSubsequence("\nStream:\n", "--threads", "\nHTTP:\n", "--metrics-port")
        .containsSubsequence("\nHTTP:\n", "\nEvery command:\n", "--config", "--help")
        .doesNotContain("\nOptions:\n");
    assertThat(CommandRun.of("score", "--help").out())
        .containsSubsequence("\nOptions:\n", "--shots", "\nModel:\n", "--max-batch");
  }

  @Test
  void shouldPrintPerCentAsItIsTyped() {
    assertThat(CommandRun.of("score", "--help").out())
        .contains("10%,80%,80%", "Default: 10%.")
        .doesNotContain("%%");
  }

  @Test
  void shouldFillTheWidthThereIs() {
    CommandLine score = App.line(new String[0], Map.of()).getSubcommands().get("score");
    for (int width : new int[] {60, 80, 160}) {
      StringWriter text = new StringWriter();
      score.setUsageHelpWidth(width).usage(new PrintWriter(text));
      assertThat(text.toString().lines())
          .allMatch(line -> line.length() <= width)
          .anyMatch(line -> line.length() > width - 15);
      assertThat(text.toString().lines().filter(line -> line.startsWith("Prints one line")))
          .allMatch(line -> line.length() > width - 15);
    }
  }
}
