package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every option is also an environment variable and a line of a file. */
class SettingsTest {
  private static final String MAX_BATCH = "--max-batch must be a whole number from 1 to 1024; got ";
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws Exception {
    file = folder.resolve("line.properties");
    Files.writeString(file, "max-batch=file\n");
  }

  @Test
  void shouldTakeTheFileOverTheDefault() {
    CommandRun run = score(Map.of("SHOTLINE_CONFIG", file.toString()));
    assertThat(run.err()).contains(MAX_BATCH + "'file' from max-batch in " + file + "\n");
  }

  @Test
  void shouldTakeTheEnvironmentOverTheFile() {
    CommandRun run =
        score(Map.of("SHOTLINE_CONFIG", file.toString(), "SHOTLINE_MAX_BATCH", "variable"));
    assertThat(run.err()).contains(MAX_BATCH + "'variable' from SHOTLINE_MAX_BATCH\n");
  }

  @Test
  void shouldTakeTheOptionOverTheEnvironment() {
    CommandRun run = score(Map.of("SHOTLINE_MAX_BATCH", "3"), "--max-batch", "option");
    assertThat(run.err()).contains(MAX_BATCH + "'option'\n");
  }

  @Test
  void shouldRefuseSettingsThatDoNotExist() throws Exception {
    Files.writeString(file, "max-bacth=8\n");
    CommandRun run = score(Map.of(), "--config", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "max-bacth in " + file + " is no setting; the nearest is max-batch. Rename or delete");
  }

  @Test
  void shouldRefuseVariablesThatDoNotExist() {
    CommandRun run = score(Map.of("SHOTLINE_MAX_BACTH", "8", "SHOTLINE_PORT", "tcp://10.0.0.1"));
    assertThat(run.err())
        .contains(
            "SHOTLINE_MAX_BACTH is no setting; the nearest is SHOTLINE_MAX_BATCH. Rename or unset",
            "SHOTLINE_PORT is no setting")
        .doesNotContain("tcp:");
  }

  @Test
  void shouldAllowVariablesOfTheScriptAndOfOtherCommands() {
    CommandRun run =
        score(
            Map.of(
                "SHOTLINE_JAVA_OPTIONS", "-Xmx1g",
                "SHOTLINE_BUILD_OPTIONS", "-Pgpu",
                "SHOTLINE_DETECTOR", "10.0.0.7",
                "SHOTLINE_PARTITIONS", "many",
                "SHOTLINE_MAX_BATCH", "variable"));
    assertThat(run.err()).hasLineCount(2).contains(MAX_BATCH);
  }

  @Test
  void shouldTakeALineForOneCommandOverALineForAll() throws Exception {
    Files.writeString(
        file,
        "max-batch=4\nscore.max-batch=none\nrun.max-batch=nothing\nbench.rounds=0\n"
            + "bench.stream.rounds=-1\nscore.shots=good\nbench.stream.shots-per-product=4\n");
    String config = "--config=" + file;

    assertThat(score(Map.of(), config).err())
        .contains(MAX_BATCH + "'none' from score.max-batch in " + file);
    assertThat(CommandRun.of("bench", "model", config).err())
        .contains("got '0' from bench.rounds in ")
        .hasLineCount(2);
    assertThat(CommandRun.of("bench", "stream", config).err())
        .contains("got '-1' from bench.stream.rounds in ")
        .hasLineCount(2);
  }

  @Test
  void shouldRefuseALineForACommandThatHasNoSuchOption() throws Exception {
    Files.writeString(file, "score.topic-prefix=a\nscoer.shots=b\n");
    assertThat(score(Map.of(), "--config=" + file).err())
        .contains("score.topic-prefix in ", "scoer.shots in ", "the nearest is score.shots");
  }

  @Test
  void shouldKeepNamesThatOneCommandGaveUpApart() throws Exception {
    Files.writeString(file, "shots=good\nsimulate=true\nframes=0\n");
    CommandRun bench = CommandRun.of("bench", "stream", "--config=" + file);
    assertThat(bench.err()).contains("--frames must be").hasLineCount(2);
    CommandRun typed = CommandRun.of("bench", "stream", "--shots=0");
    assertThat(typed.err()).contains("--shots-per-product must be a whole number from 1 to 1000");
    CommandRun add = CommandRun.of("shots", "add", "--product=plate", "--config=" + file);
    assertThat(add.err()).contains("nothing to add").hasLineCount(2);
  }

  @Test
  void shouldSayAllFaultsAtOnce() throws Exception {
    Files.writeString(file, "linger=soon\nmax-bacth=8\n");

    CommandRun run =
        CommandRun.of(
            Map.of("SHOTLINE_MODEL_RUNS", "0", "SHOTLINE_THRAEDS", "2"),
            "score",
            "--threshold=0,5",
            "--max-bacth=3",
            "--format=xml",
            "--config=" + file,
            "--product");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines())
        .allMatch(line -> line.startsWith("shotline score: ") || line.startsWith("Try: "))
        .hasSize(11);
    assertThat(run.err())
        .contains(
            "SHOTLINE_THRAEDS is no setting; the nearest is SHOTLINE_THREADS",
            "max-bacth in " + file,
            "--max-bacth is no option of shotline score; the nearest is --max-batch",
            "--shots DIR is missing",
            "--images DIR is missing",
            "--product has no value; it must be text",
            "--threshold must be auto, or a number from 0 to 1, such as 0.05 (for a product also freeze or reset); got '0,5'",
            "--format must be text or json; got 'xml'",
            "--linger must be a duration with its unit from 0ms to 10s, such as 0ms; got 'soon'",
            "--model-runs must be a whole number from 1 to 1024; got '0' from SHOTLINE_MODEL_RUNS");
  }

  @Test
  void shouldNotTakeAnOptionForTheValueOfTheOneBefore() {
    CommandRun run = CommandRun.of("score", "--shots", "--threshold", "5", "a.png");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--shots has no value; it must be")
        .doesNotContain("is no value of");
  }

  @Test
  void shouldCheckNoValueThatAnotherReplaces() {
    CommandRun run = score(Map.of("SHOTLINE_MAX_BATCH", "0"), "--max-batch=3", "--threshold=2");
    assertThat(run.err()).hasLineCount(2).contains("--threshold must be");
  }

  @Test
  void shouldHelpWhateverIsWrong() {
    CommandRun run = CommandRun.of(Map.of("SHOTLINE_X", "1"), "score", "--max-batch=0", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: shotline score");
  }

  @Test
  void shouldNameTheNearestCommand() {
    CommandRun run = CommandRun.of("scoer", "--max-batch", "3");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("scoer is no command of shotline; the nearest is score");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    CommandRun run = score(Map.of(), "--config", folder.resolve("gone").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--config " + folder.resolve("gone"), "there is no such file");
  }

  @Test
  void shouldNameValuesOutOfRange() {
    CommandRun run = score(Map.of("SHOTLINE_MAX_BATCH", "0"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(MAX_BATCH + "'0' from SHOTLINE_MAX_BATCH");
  }

  @Test
  void shouldTakeWhereToBeginFromTheEnvironmentAndTheFile() throws Exception {
    CommandRun variable = CommandRun.of(Map.of("SHOTLINE_START_FROM", "tuesday"), "run");
    assertThat(variable.code()).isEqualTo(2);
    assertThat(variable.err())
        .contains(
            "--start-from must be earliest, latest or a time such as 2026-",
            "got 'tuesday' from SHOTLINE_START_FROM");

    Files.writeString(file, "start-from=monday\n");
    CommandRun inFile = CommandRun.of("run", "--config", file.toString());
    assertThat(inFile.code()).isEqualTo(2);
    assertThat(inFile.err()).contains("got 'monday' from start-from in " + file);
  }

  private CommandRun score(Map<String, String> environment, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "score";
    arguments[1] = "--shots";
    arguments[2] = "src/test/resources/reference/shot_0.png";
    arguments[3] = "--images";
    arguments[4] = "src/test/resources/reference/shot_1.png";
    System.arraycopy(more, 0, arguments, 5, more.length);
    CommandRun run = CommandRun.of(environment, arguments);
    assertThat(run.code()).isEqualTo(2);
    return run;
  }
}
