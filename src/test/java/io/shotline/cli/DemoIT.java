package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.kafka.Await;
import io.shotline.tensorflow.ModelCopy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole line as a user starts it. */
@Timeout(600)
class DemoIT {
  @Test
  void shouldFindTheDefectsAndNothingElse() throws Exception {
    CommandRun run =
        CommandRun.of(
            "demo", "--frames=80", "--seed=11", "--exit", "--format=json", "--metrics-port=0");

    assertThat(run.code()).isZero();
    assertThat(run.lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.get("frames").asInt()).isEqualTo(80);
    assertThat(result.get("defective").asInt()).isPositive();
    assertThat(result.get("alerted")).isEqualTo(result.get("defective"));
    assertThat(result.get("false_alarms").asInt()).isZero();
    assertThat(result.get("dead_letters").asInt()).isZero();
  }

  @Test
  void shouldPrintAlertsWithScoreShotsAndHeatMap() {
    CommandRun run =
        CommandRun.of(
            "demo", "--frames=8", "--defect-share=1", "--exit", "--metrics-port=0", "--seed=4");

    assertThat(run.lines())
        .last()
        .isEqualTo("demo: frames=8 defective=8 alerted=8 false_alarms=0 dead_letters=0");
    assertThat(run.out()).contains("compared with shot-00.jpg, shot-01.jpg").contains("@@");
  }

  @Test
  void shouldFollowANewVersionOfTheModel(@TempDir Path model) throws Exception {
    ModelCopy.in(model, "1");
    int port = freePort();
    CompletableFuture<CommandRun> demo =
        CompletableFuture.supplyAsync(
            () ->
                CommandRun.of(
                    "demo",
                    "--model=" + model,
                    "--model-poll=1s",
                    "--metrics-port=" + port,
                    "--frames=240",
                    "--fps=20",
                    "--exit"));
    Await.until("the first model", () -> metrics(port).contains(modelInfo("1")));

    ModelCopy.in(model, "2");
    Await.until("the second model", () -> metrics(port).contains(modelInfo("2")));

    assertThat(metrics(port))
        .contains("shotline_model_loads_total{result=\"loaded\",} 1.0")
        .doesNotContain(modelInfo("1"));
    assertThat(demo.get().lines()).last().asString().contains("frames=240", "dead_letters=0");
  }

  private static String modelInfo(String version) {
    return "shotline_model_info{name=\"mini\",version=\"" + version + "\",} 1.0";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Empty while nobody answers. */
  private static String metrics(int port) {
    try (InputStream page = new URL("http://127.0.0.1:" + port + "/metrics").openStream()) {
      return new String(page.readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void shouldAskForTheNumberOfFramesToExitAfter() {
    CommandRun run = CommandRun.of("demo", "--exit");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--exit needs an end: give the number of --frames");
  }
}
