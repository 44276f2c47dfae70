package io.shotline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.kafka.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that users start, with a JVM that prints its arguments and its environment. */
class LauncherTest {
  @TempDir private Path home;

  @BeforeEach
  void putTheScriptWhereNothingIsToBeBuilt() throws IOException {
    Files.copy(Path.of("shotline"), home.resolve("shotline"));
    Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nenv\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void shouldKeepGpusFromRoundingFactors() throws Exception {
    assertThat(started(Map.of())).contains("NVIDIA_TF32_OVERRIDE=0");
  }

  @Test
  void shouldLeaveWhatTheUserSet() throws Exception {
    assertThat(
            started(
                Map.of("NVIDIA_TF32_OVERRIDE", "1", "SHOTLINE_JAVA_OPTIONS", "-Xms256m -Xmx512m")))
        .contains("NVIDIA_TF32_OVERRIDE=1")
        .containsSubsequence("-Xms1g", "-Xmx2g", "-Xms256m", "-Xmx512m", "run", "--threads=2");
  }

  @Test
  void shouldLeaveOutTheChatterOfTensorFlowAndNothingElse() throws Exception {
    java(
        "echo 'WARNING: All log messages before absl::InitializeLog() is called' >&2",
        "echo 'I0000 00:00:1 1 pass.cc:401] MLIR pass is not enabled' >&2",
        "echo 'E0000 00:00:1 1 cuda.cc:2] no driver' >&2",
        "echo 'ours' >&3",
        "printf 'the JVM has no memory' >&2");

    assertThat(started(Map.of()))
        .containsExactlyInAnyOrder(
            "E0000 00:00:1 1 cuda.cc:2] no driver", "ours", "the JVM has no memory");
  }

  @Test
  void shouldGiveEachRunATemporaryFolderOfItsOwnAndDeleteIt() throws Exception {
    Path temporary = Files.createDirectory(home.resolve("tmp"));
    java(
        "for word; do case $word in -Djava.io.tmpdir=*) stat -c %a:%n \"${word#*=}\";; esac; done");
    Map<String, String> environment = Map.of("TMPDIR", temporary.toString());

    List<String> first = started(environment);
    List<String> second = started(environment);

    assertThat(first).singleElement().asString().startsWith("700:" + temporary + "/shotline.");
    assertThat(second).doesNotContainAnyElementsOf(first);
    Await.until("nothing left", () -> temporary.toFile().list().length == 0);
  }

  @Test
  void shouldStartWhereStandardErrorIsClosed() throws Exception {
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "JAVA_HOME=\"$0/jdk\" exec bash \"$0/shotline\" run 2>&-",
                home.toString())
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("run\n");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void shouldSayWhereNoTemporaryFolderCanBeMade() throws Exception {
    Process process = start(Map.of("TMPDIR", "/proc/nowhere"));

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("no folder can be made in /proc/nowhere; set TMPDIR");
    assertThat(process.waitFor()).isOne();
  }

  private void java(String... lines) throws IOException {
    Files.writeString(
        home.resolve("jdk/bin/java"), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
  }

  private List<String> started(Map<String, String> environment) throws Exception {
    Process process = start(environment);
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("shotline").toString(), "run", "--threads=2")
            .redirectErrorStream(true);
    builder.environment().remove("NVIDIA_TF32_OVERRIDE");
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
