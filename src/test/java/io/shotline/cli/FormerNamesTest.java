package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.settings.DataSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Names of the release before, which had their unit in the name. */
class FormerNamesTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeUnits() {
    assertThat(value(Map.of(), "score", "--max-image", "--max-image=2mb")).isEqualTo(megabytes(2));
    assertThat(value(Map.of(), "score", "--bank-cache", "--bank-cache=1GB"))
        .isEqualTo(megabytes(1024));
    assertThat(value(Map.of(), "run", "--stop-timeout", "--stop-timeout", "2m"))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(value(Map.of("SHOTLINE_LINGER", "5ms"), "run", "--linger"))
        .isEqualTo(Duration.ofMillis(5));
    assertThat(value(Map.of(), "run", "--max-age", "--max-age=0")).isEqualTo(Duration.ZERO);
  }

  @Test
  void shouldAskForAUnit() {
    CommandRun run = CommandRun.of("run", "--stop-timeout=30");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--stop-timeout must be a duration with its unit from 0s to 1h, such as 30s; got '30'");
  }

  @Test
  void shouldTakeFormerNames() throws Exception {
    Path file = folder.resolve("line.properties");
    Files.writeString(file, "max-image-mb=3\nlinger-ms=4\n");
    String config = "--config=" + file;

    assertThat(value(Map.of(), "score", "--max-image", config)).isEqualTo(megabytes(3));
    assertThat(value(Map.of(), "score", "--linger", config)).isEqualTo(Duration.ofMillis(4));
    Map<String, String> environment = Map.of("SHOTLINE_MAX_IMAGE_MB", "5");
    assertThat(value(environment, "score", "--max-image", config)).isEqualTo(megabytes(5));
    assertThat(value(environment, "score", "--max-image", "--max-image-mb", "6"))
        .isEqualTo(megabytes(6));
    assertThat(value(environment, "score", "--max-image", "--max-image=7MB"))
        .isEqualTo(megabytes(7));
    assertThat(
            value(
                Map.of("SHOTLINE_MAX_IMAGE_MB", "5", "SHOTLINE_MAX_IMAGE", "8MB"),
                "score",
                "--max-image"))
        .isEqualTo(megabytes(8));
  }

  @Test
  void shouldNameTheNewNames() throws Exception {
    Path file = folder.resolve("line.properties");
    Files.writeString(file, "score.linger-ms=4\nstop-timeout-s=30\n");

    CommandRun run =
        CommandRun.of(
            Map.of("SHOTLINE_BANK_CACHE_MB", "64"),
            "score",
            "--shots=/nowhere",
            "--images=/nowhere",
            "--max-image-mb=16",
            "--config=" + file);

    assertThat(run.err().lines().filter(line -> line.contains("former")))
        .containsExactlyInAnyOrder(
            word("score.linger-ms", "score.linger=4ms"),
            word("SHOTLINE_BANK_CACHE_MB", "SHOTLINE_BANK_CACHE=64MB"),
            word("--max-image-mb", "--max-image=16MB"));
  }

  @Test
  void shouldHoldFormerNamesToTheRule() {
    CommandRun run =
        CommandRun.of(
            Map.of("SHOTLINE_STOP_TIMEOUT_S", "soon"),
            "run",
            "--max-image-mb=31",
            "--linger-ms=-1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--max-image must be a size with its unit from 1kB to 30MB, such as 16MB; got '31MB'",
            "--linger must be a duration",
            "got 'soons' from SHOTLINE_STOP_TIMEOUT_S");
  }

  @Test
  void shouldNotShowFormerNames() {
    assertThat(CommandRun.of("run", "--help").out())
        .contains("--max-image=SIZE")
        .doesNotContain("--max-image-mb");
  }

  private static String word(String name, String today) {
    return "shotline score: "
        + name
        + " is now "
        + today
        + "; the former name goes with the next release";
  }

  private static DataSize megabytes(int number) {
    return new DataSize((long) number << 20);
  }

  private static Object value(
      Map<String, String> environment, String command, String option, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    CommandLine line = App.line(arguments.toArray(String[]::new), environment);
    line.parseArgs(arguments.toArray(String[]::new));
    return line.getSubcommands().get(command).getCommandSpec().findOption(option).getValue();
  }
}
