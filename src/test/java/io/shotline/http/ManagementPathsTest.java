package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths and methods are answered, and how all others are refused. */
@Timeout(600)
class ManagementPathsTest {
  private ScoreServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScoreServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metrics/", "/healthz", "/%22%3E", "/./metrics", "/%6Detrics", "//metrics"})
  void shouldListThePathsElsewhere(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);

    ScoreServer.assertRefused(
        answer,
        404,
        "NOT_FOUND",
        "nothing is served at "
            + path
            + "; there are /metrics, /healthz/live, /healthz/ready, /v1/products/{id}/score");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/metrics",
    "DELETE,/healthz/live",
    "PUT,/healthz/ready",
    "OPTIONS,/metrics",
    "PATCH,/metrics"
  })
  void shouldAnswerGetAndHeadOnly(String method, String path) throws Exception {
    HttpResponse<String> answer =
        server.send(server.to(path).method(method, BodyPublishers.ofString("x")));

    ScoreServer.assertRefused(
        answer, 405, "METHOD_NOT_ALLOWED", path + " answers GET, HEAD only, not " + method);
    assertThat(answer.headers().allValues("allow")).containsExactly("GET, HEAD");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics,200,text/plain",
    "/healthz/live,200,application/json",
    "/healthz/ready,503,application/json",
    "/elsewhere,404,application/json"
  })
  void shouldAnswerHeadAsGetWithoutTheBody(String path, int status, String type) throws Exception {
    server.ready.set(false);

    HttpResponse<String> answer =
        server.send(server.to(path).method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains(type);
    assertThat(answer.body()).isEmpty();
    // Nothing of a body is left on the connection.
    assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz/live", "/healthz/ready", "/metrics"})
  void shouldAnswerProbesAndScrapersWhateverTheyAccept(String path) throws Exception {
    assertThat(server.send(server.to(path).header("Accept", "image/png")).statusCode())
        .isEqualTo(200);
  }
}
