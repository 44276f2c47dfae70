package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shotline.kafka.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine plants where earlier versions kept state and libraries. */
@Timeout(600)
class PlantedFoldersIT {
  private static final String IMAGE =
      Path.of("src/test/resources/reference/shot_0.png").toAbsolutePath().toString();

  @TempDir private Path folder;
  private Path shared;
  private Path home;
  private Path victim;

  @BeforeEach
  void plant() throws Exception {
    assumeTrue(
        Files.getAttribute(Files.createTempFile(folder, "owner", ""), "unix:uid").equals(0),
        "only root can be another user");
    allow(folder, "rwxr-xr-x");
    shared = allow(Files.createDirectory(folder.resolve("shared")), "rwxrwxrwx");
    home = Files.createDirectory(folder.resolve("home"));
    victim = Files.writeString(folder.resolve("victim"), "precious");
    asNobody(
        "mkdir -m 755 shotline-state .javacpp-root .javacpp-root/cache; "
            + "ln -s ../../victim shotline-state/shotline.topics");
  }

  @Test
  void shouldNotTouchWhatWasPlantedForItsState() throws Exception {
    Path state = home.resolve(".local/state/shotline");
    try (Launched run = run(home, "--broker-data=" + home.resolve("data"))) {
      run.awaitOutput("metrics");
      Await.until("the copy of shots is whole", () -> logOf(run).contains("service ready"));
      assertThat(run.stop()).as(run.toString()).isZero();
    }

    assertThat(state.resolve("shotline.topics")).isRegularFile();
    assertThat(victim).hasContent("precious");
    for (Path made : new Path[] {state, home.resolve("data")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .as(made.toString())
          .isEqualTo("rwx------");
    }
  }

  @Test
  void shouldRefuseALinkAndSayWhatToDo() throws Exception {
    Files.createDirectories(home.resolve(".local/state"));
    Files.createSymbolicLink(home.resolve(".local/state/shotline"), shared);
    try (Launched run = run(home)) {
      assertThat(run.await()).isEqualTo(1);
      assertThat(run.err())
          .hasLineCount(1)
          .contains(".local/state/shotline is a link", "--state-dir DIR");
    }
    try (Launched run = run(folder, "--state-dir=" + shared.resolve("shotline-state"))) {
      assertThat(run.await()).isEqualTo(1);
      assertThat(run.err()).hasLineCount(1).contains("shotline-state belongs to nobody");
    }
    assertThat(victim).hasContent("precious");
  }

  @Test
  void shouldLoadNoLibrariesFromTheTemporaryFolderWithoutAHome() throws Exception {
    try (Launched run =
        Launched.start(
            folder,
            environment(Path.of("/proc/nowhere"), "/proc/nowhere/.cache"),
            "score",
            "--shots=" + IMAGE,
            "--images=" + IMAGE)) {
      assertThat(run.await()).as(run.toString()).isEqualTo(1);
      assertThat(run.err())
          .hasLineCount(1)
          .contains("/proc/nowhere/.cache/shotline cannot be used", "XDG_CACHE_HOME");
    }
    assertThat(shared.resolve(".javacpp-root/cache")).isEmptyDirectory();
  }

  private static String logOf(Launched run) {
    try {
      return run.err();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Launched run(Path userHome, String... more) throws IOException {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "run";
    arguments[1] = "--embedded-broker";
    arguments[2] = "--broker-port=0";
    arguments[3] = "--metrics-port=0";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Launched.start(
        folder, environment(userHome, System.getProperty("user.home") + "/.cache"), arguments);
  }

  private Map<String, String> environment(Path userHome, String cache) {
    return Map.of(
        "HOME",
        userHome.toString(),
        "XDG_CACHE_HOME",
        cache,
        "SHOTLINE_JAVA_OPTIONS",
        "-Xms64m -Djava.io.tmpdir=" + shared + " -Duser.home=" + userHome);
  }

  private void asNobody(String commands) throws Exception {
    Process process =
        new ProcessBuilder(
                "setpriv",
                "--reuid",
                "65534",
                "--regid",
                "65534",
                "--clear-groups",
                "sh",
                "-ec",
                commands)
            .directory(shared.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static Path allow(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
