package io.shotline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

  private List<String> started(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("shotline").toString(), "run", "--threads=2")
            .redirectErrorStream(true);
    builder.environment().remove("NVIDIA_TF32_OVERRIDE");
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }
}
