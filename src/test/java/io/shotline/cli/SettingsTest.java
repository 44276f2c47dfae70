package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every option is also an environment variable and a line of a file. */
class SettingsTest {
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
    assertThat(run.err()).contains("'--max-batch': 'file' is not an int (from " + file + ")");
  }

  @Test
  void shouldTakeTheEnvironmentOverTheFile() {
    CommandRun run =
        score(Map.of("SHOTLINE_CONFIG", file.toString(), "SHOTLINE_MAX_BATCH", "variable"));
    assertThat(run.err())
        .contains("'--max-batch': 'variable' is not an int (from SHOTLINE_MAX_BATCH)");
  }

  @Test
  void shouldTakeTheOptionOverTheEnvironment() {
    CommandRun run = score(Map.of("SHOTLINE_MAX_BATCH", "3"), "--max-batch", "option");
    assertThat(run.err()).contains("'--max-batch': 'option' is not an int").doesNotContain("from");
  }

  @Test
  void shouldRefuseSettingsThatDoNotExist() throws Exception {
    Files.writeString(file, "max-bacth=8\n");
    CommandRun run = score(Map.of(), "--config", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no such setting: max-bacth");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    CommandRun run = score(Map.of(), "--config", folder.resolve("gone").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--config " + folder.resolve("gone"));
  }

  @Test
  void shouldNameValuesOutOfRange() {
    CommandRun run = score(Map.of("SHOTLINE_MAX_BATCH", "0"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--max-batch").contains("0");
  }

  @Test
  void shouldTakeWhereToBeginFromTheEnvironmentAndTheFile() throws Exception {
    CommandRun variable = CommandRun.of(Map.of("SHOTLINE_FROM", "tuesday"), "run");
    assertThat(variable.code()).isEqualTo(2);
    assertThat(variable.err())
        .contains("'--from': neither earliest nor latest, and tuesday is no time like 2026-");

    Files.writeString(file, "from=monday\n");
    CommandRun inFile = CommandRun.of("run", "--config", file.toString());
    assertThat(inFile.code()).isEqualTo(2);
    assertThat(inFile.err()).contains("monday is no time like 2026-", "(from " + file + ")");
  }

  @Test
  void shouldNotGiveReplayTheBeginningOfTheService() throws Exception {
    Files.writeString(file, "from=latest\n");

    CommandRun run =
        CommandRun.of("replay", "--config", file.toString(), "--to", "2026-11-24T06:00:00Z");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required option: '--from").doesNotContain("latest");
  }

  @Test
  void shouldShowNoValueOfTheFileForClients() throws Exception {
    Path gone = folder.resolve("S3CRET.p12");
    Files.writeString(
        file,
        "security.protocol=SSL\nssl.keystore.location="
            + gone
            + "\nssl.keystore.password=S3CRET\n");

    CommandRun run = CommandRun.of("topics", "describe", "--client-properties=" + file);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .contains(
            "NoSuchFileException",
            "correct ssl.keystore.location, ssl.keystore.password in " + file)
        .doesNotContain("S3CRET");
  }

  @Test
  void shouldNameClientPropertiesThatNoClientKnows() throws Exception {
    Files.writeString(
        file,
        "security.protocl=S3CRET\nlinger.ms=5\nmain.consumer.fetch.min.bytes=1\nS3CRET\n"
            + "sasl.jaas.config=S3CRET\nmax.block.ms=1\nsocket.connection.setup.timeout.ms=x\n");

    CommandRun run = CommandRun.of("topics", "describe", "--client-properties=" + file);

    assertThat(run.err())
        .contains(
            "--client-properties " + file + ": no Kafka client knows security.protocl; ignored")
        .doesNotContain("S3CRET");
  }

  @Test
  void shouldRefuseAnApplicationIdThatIsNoName() {
    for (String id : List.of("", "a b", "../x", "..", ".")) {
      CommandRun run = CommandRun.of("run", "--application-id=" + id, "--metrics-port=0");
      assertThat(run.code()).as(id).isEqualTo(2);
      assertThat(run.err()).contains("--application-id '" + id + "': it may have 1 to 200 of the");
    }
  }

  @Test
  void shouldRefuseAStateFolderWithoutAName() {
    CommandRun run = CommandRun.of("run", "--state-dir=");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--state-dir: the name is empty");
  }

  @Test
  void shouldNameTheFileForClientsThatCannotBeRead() {
    CommandRun run = CommandRun.of("topics", "describe", "--client-properties=" + folder);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--client-properties " + folder + ": cannot be read: ");
  }

  @Test
  void shouldNameWhenACameraCannotBeSilent() {
    CommandRun run = CommandRun.of("run", "--camera-silent-s=0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--camera-silent-s: 0 is not 1 or more");
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
