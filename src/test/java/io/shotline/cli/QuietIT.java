package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.kafka.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command that works prints nothing but its own words and leaves nothing behind. */
@Timeout(600)
class QuietIT {
  private static final String IMAGE =
      Path.of("src/test/resources/reference/shot_0.png").toAbsolutePath().toString();

  @TempDir private Path folder;
  private Path temporary;

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void shouldPrintNothingElseOnADemo() throws Exception {
    ends("demo", "--frames=12", "--exit", "--metrics-port=0");
  }

  @Test
  void shouldPrintNothingElseWhereTheModelIsUsed() throws Exception {
    try (Launched score = start("score", "--shots=" + IMAGE, "--images=" + IMAGE)) {
      assertThat(score.await()).as(score.toString()).isZero();
      assertThat(score.err())
          .hasLineCount(2)
          .startsWith("threshold ")
          .containsPattern("\n1 images in ");
    }
    ends("model", "info");
  }

  @Test
  void shouldPrintNothingBesideTheHelp() throws Exception {
    ends("score", "--help");
    ends("run", "--help");
  }

  @Test
  void shouldPrintNothingElseOnALine() throws Exception {
    Path settings = Files.writeString(folder.resolve("shotline.properties"), "max-batch=2\n");
    Path clients = Files.writeString(folder.resolve("clients"), "client.id=quiet\n");
    try (Launched run =
        start(
            "run",
            "--embedded-broker",
            "--broker-port=0",
            "--metrics-port=0",
            "--client-properties=clients",
            "--broker-data=" + folder.resolve("data"),
            "--state-dir=" + folder.resolve("state"))) {
      run.awaitOutput("metrics");
      assertThat(run.out())
          .contains("settings " + settings, "clients  " + clients)
          .containsPattern("model    mini/2 from /.*/model/mini\n");
      String broker = "--bootstrap-servers=" + run.out().split("broker +|,", 3)[1];
      ends("shots", "add", broker, "--product=plate", "--drawn-shots=4");
      Path shot = Path.of("src/test/resources/reference/shot_0.png").toAbsolutePath();
      ends("shots", "add", broker, "--product=lid", shot.toString());
      ends("shots", "list", broker);
      ends("camera", broker, "--simulate", "--product=plate", "--frames=20", "--fps=20");
      ends("topics", "describe", broker);
      assertThat(run.interrupt()).as(run.toString()).isZero();
      assertThat(run.err().lines().filter(line -> !line.contains(" INFO  i.s."))).isEmpty();
    }
    Await.until("an empty temporary folder", this::nothingIsLeft);
  }

  @Test
  void shouldLeaveNothingBehindAfterCtrlCAndTerm() throws Exception {
    for (boolean interrupted : List.of(true, false)) {
      try (Launched demo = start("demo", "--metrics-port=0")) {
        demo.awaitOutput("ALERT");
        assertThat(nothingIsLeft()).isFalse();
        assertThat(interrupted ? demo.interrupt() : demo.stop()).as(demo.toString()).isZero();
        assertThat(demo.err()).isEmpty();
      }
      Await.until("an empty temporary folder", this::nothingIsLeft);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsKilled() throws Exception {
    try (Launched demo = start("demo", "--metrics-port=0")) {
      demo.awaitOutput("cameras");
    }
    Await.until("an empty temporary folder", this::nothingIsLeft);
  }

  private void ends(String... arguments) throws Exception {
    try (Launched command = start(arguments)) {
      assertThat(command.await()).as(command.toString()).isZero();
      assertThat(command.err()).as(arguments[0]).isEmpty();
    }
  }

  private Launched start(String... arguments) throws IOException {
    return Launched.start(
        folder,
        Map.of("TMPDIR", temporary.toString(), "SHOTLINE_JAVA_OPTIONS", "-Xms64m"),
        arguments);
  }

  private boolean nothingIsLeft() {
    try (Stream<Path> left = Files.list(temporary)) {
      return left.findAny().isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
