package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of a start is said at once, before a broker starts or a model loads. */
class RunChecksTest {
  @TempDir private Path folder;
  private ServerSocket taken;

  @BeforeEach
  void takeAPort() throws Exception {
    taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void free() throws Exception {
    taken.close();
  }

  @Test
  void shouldSayInOneLineThatTheMetricsPortIsTaken() {
    CommandRun run =
        CommandRun.of(
            "run",
            "--embedded-broker",
            "--broker-data=" + folder.resolve("data"),
            "--state-dir=" + folder.resolve("state"),
            "--broker-port=0",
            "--metrics-port=" + port());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "shotline run: --metrics-port "
                + port()
                + ": already in use; stop the other program or choose another port, 0 takes a free"
                + " one");
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void shouldSayWhichFilesOfTheApiAreNotThere() throws Exception {
    Path certificate = Files.writeString(folder.resolve("line.pem"), "");

    CommandRun run =
        CommandRun.of(
            "run",
            "--embedded-broker",
            "--broker-data=" + folder.resolve("data"),
            "--api-tokens=" + folder.resolve("tokens"),
            "--api-certificate=" + certificate,
            "--api-key=" + folder.resolve("line.key"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--api-tokens " + folder.resolve("tokens") + ": there is no such file")
        .contains("shotline token create makes one")
        .contains("--api-key " + folder.resolve("line.key") + ": there is no such file")
        .doesNotContain("--api-certificate " + certificate);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void shouldSayAllThatIsInTheWayAtOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    CommandRun run =
        CommandRun.of(
            "run",
            "--embedded-broker",
            "--broker-data=" + folder.resolve("data"),
            "--model=" + folder,
            "--metrics-port=" + port(),
            "--broker-port=" + port(),
            "--state-dir=" + file);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines())
        .allMatch(line -> line.startsWith("shotline run: ") || line.startsWith("Try: "))
        .anyMatch(line -> line.contains("--model " + folder + ": no model in"))
        .anyMatch(line -> line.contains("--metrics-port " + port() + ": already in use"))
        .anyMatch(line -> line.contains("--broker-port " + port() + ": already in use"))
        .anyMatch(line -> line.contains("--broker-port " + port() + ": --metrics-port is the same"))
        .anyMatch(line -> line.contains("the folder " + file))
        .hasSize(6);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void shouldCheckThePortsOfADemoBeforeItsBrokerStarts() {
    CommandRun run =
        CommandRun.of(
            "demo", "--metrics-port=" + port(), "--broker-port=" + port(), "--frames=1", "--exit");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--metrics-port " + port() + ": already in use"),
            line -> assertThat(line).contains("--broker-port " + port() + ": already in use"));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldNameMissingShotsAndImagesBeforeTheModelLoads() {
    CommandRun run =
        CommandRun.of(
            "score",
            "--shots=" + folder + "/no",
            "--images=" + folder + "/none",
            "--model=" + folder);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--images " + folder + "/none: no folder or file"),
            line -> assertThat(line).contains("--shots " + folder + "/no: no folder or file"),
            line -> assertThat(line).contains("--model " + folder + ": no model in"),
            line -> assertThat(line).isEqualTo("Try: shotline score --help"));
  }

  private int port() {
    return taken.getLocalPort();
  }
}
