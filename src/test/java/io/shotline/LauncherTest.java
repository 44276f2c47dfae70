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
        "echo '2026-11-28 15:27:57.2: E tensorflow/core/lib/jpeg/jpeg_mem.cc:329] Premature' >&2",
        "echo '2026-11-28 15:27:57.2: E tensorflow/core/framework/op.cc:3] Out of memory' >&2",
        "echo 'E0000 00:00:1 1 cuda.cc:2] no driver' >&2",
        "echo 'ours' >&3",
        "printf 'the JVM has no memory' >&2");

    assertThat(started(Map.of()))
        .containsExactlyInAnyOrder(
            "2026-11-28 15:27:57.2: E tensorflow/core/framework/op.cc:3] Out of memory",
            "E0000 00:00:1 1 cuda.cc:2] no driver",
            "ours",
            "the JVM has no memory");
  }

  @Test
  void shouldSayOnceAMinuteThatImagesAreDamaged() throws Exception {
    java(
        "echo 'Corrupt JPEG data: premature end of data segment' >&2",
        "echo 'Corrupt JPEG data: 3 extraneous bytes before marker 0xd9' >&2",
        "echo something else >&2");

    assertThat(started(Map.of()))
        .containsExactly(
            "a JPEG image is damaged and judged all the same (Corrupt JPEG data: premature end of"
                + " data segment); said at most once a minute",
            "something else");
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

  @Test
  void shouldNameAJavaHomeThatHasNoJava() throws Exception {
    assertFails(
        Map.of("JAVA_HOME", "/nowhere"), "JAVA_HOME is /nowhere, which has no bin/java: set it to");
  }

  @Test
  void shouldNameAllThatIsMissingAndHowToGetIt() throws Exception {
    Files.createFile(home.resolve("pom.xml"));
    assertFails(
        Map.of("JAVA_HOME", "", "PATH", tools().toString()),
        "java is missing: a JDK, 17 or later",
        "mvn is missing: Maven, 3.8 or later",
        "flock is missing",
        "Debian   sudo apt-get install default-jdk-headless maven util-linux",
        "Fedora   sudo dnf install java-21-openjdk-devel maven util-linux-core",
        "macOS    brew install openjdk@21 maven flock");
  }

  @Test
  void shouldNameAJavaThatIsTooOld() throws Exception {
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    assertFails(Map.of(), "is version 8: shotline needs a JDK, 17 or later", "apt-get install");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.2\"\n");
    assertThat(started(Map.of())).contains("run");
  }

  @Test
  void shouldSayWhoCanBuildWhereThisUserCannot() throws Exception {
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(home.resolve("target"));
    Files.copy(home.resolve("jdk/bin/java"), home.resolve("jdk/bin/javac"));
    home.resolve("jdk/bin/javac").toFile().setExecutable(true);
    Path tools = tools();
    for (String tool : List.of("mvn", "flock")) {
      Files.createSymbolicLink(tools.resolve(tool), home.resolve("jdk/bin/java"));
    }
    assertFails(
        Map.of("PATH", tools.toString()),
        "cannot write to " + home.toRealPath().resolve("target"),
        "build it once as " + Files.getOwner(home).getName(),
        "or copy ");
  }

  /** A folder with the commands that every system has. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectory(home.resolve("tools"));
    for (String tool :
        List.of(
            "cat", "dirname", "find", "id", "mkdir", "mktemp", "readlink", "rm", "sed", "stat")) {
      for (String folder : List.of("/usr/bin", "/bin")) {
        Path found = Path.of(folder, tool);
        if (Files.exists(found) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), found);
        }
      }
    }
    return tools;
  }

  private void assertFails(Map<String, String> environment, String... words) throws Exception {
    Process process = start(environment);
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isOne();
    assertThat(printed).contains(words).doesNotContain("mkdir:", ": line ");
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
