package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class ManagementServerTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final ScoreEndpoint NO_SCORES =
      new ScoreEndpoint((product, image) -> Optional.empty(), 1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean modelWorks = new AtomicBoolean(true);
  private final AtomicBoolean stream = new AtomicBoolean(true);
  private final AtomicReference<Thread> scrapedBy = new AtomicReference<>();
  private final CountDownLatch scraped = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private ManagementServer server;

  @BeforeEach
  void start() throws IOException {
    HealthCheck model = new HealthCheck("model", modelWorks::get);
    server =
        ManagementServer.start(
            LOOPBACK,
            0,
            new ManagementEndpoints(
                this::page,
                List.of(model),
                List.of(model, new HealthCheck("stream", this::streamState)),
                NO_SCORES,
                RequestGuard.OPEN));
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close();
  }

  private Page page(String accept) {
    scrapedBy.set(Thread.currentThread());
    if ("broken".equals(accept)) {
      throw new IllegalStateException("a secret cause");
    }
    if ("slow".equals(accept)) {
      scraped.countDown();
      awaitGoOn();
    }
    return new Page("text/special; charset=utf-8", "frames 42 für " + accept);
  }

  private boolean streamState() {
    if (!modelWorks.get()) {
      throw new IllegalStateException("stream is gone too");
    }
    return stream.get();
  }

  private void awaitGoOn() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldServeMetricsAsTheFunctionSaysOffTheEventLoop() throws Exception {
    HttpResponse<String> answer = send(get("/metrics").header("Accept", "text/x-special"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/special; charset=utf-8");
    assertThat(answer.body()).isEqualTo("frames 42 für text/x-special");
    assertThat(scrapedBy.get().getName()).contains("shotline-scrape");
    assertThat(scrapedBy.get().isDaemon()).isTrue();
  }

  @Test
  void shouldPassNoAcceptHeaderAsNull() throws Exception {
    assertThat(send(get("/metrics?x=1")).body()).isEqualTo("frames 42 für null");
  }

  @Test
  void shouldAnswerHealthWhileAScrapeHangs() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        client.sendAsync(get("/metrics").header("Accept", "slow").build(), BodyHandlers.ofString());
    scraped.await();

    assertThat(send(get("/healthz/live")).statusCode()).isEqualTo(200);
    assertThat(slow).isNotDone();
    goOn.countDown();
    assertThat(slow.get(5, TimeUnit.MINUTES).body()).isEqualTo("frames 42 für slow");
  }

  @Test
  void shouldSayThatMetricsFailedWithoutTheCause() throws Exception {
    HttpResponse<String> answer = send(get("/metrics").header("Accept", "broken"));

    ScoreServer.assertRefused(answer, 500, "FAILED", "/metrics failed");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"/healthz/live", "/healthz/ready"})
  void shouldBeUpWhenAllChecksHold(String path) throws Exception {
    HttpResponse<String> answer = send(get(path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("up");
    assertThat(checks(answer).getString("model")).isEqualTo("up");
  }

  @Test
  void shouldStayLiveWhenOnlyReadinessFails() throws Exception {
    stream.set(false);

    HttpResponse<String> ready = send(get("/healthz/ready"));

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(ready.body()).getString("status")).isEqualTo("down");
    assertThat(checks(ready)).isEqualTo(new JsonObject().put("model", "up").put("stream", "down"));
    assertThat(send(get("/healthz/live")).statusCode()).isEqualTo(200);
    stream.set(true);
    assertThat(send(get("/healthz/ready")).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTakeACheckThatThrowsAsDownAndAskTheOthers() throws Exception {
    modelWorks.set(false);

    HttpResponse<String> ready = send(get("/healthz/ready"));

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(checks(ready))
        .isEqualTo(new JsonObject().put("model", "down").put("stream", "down"));
    assertThat(send(get("/healthz/live")).statusCode()).isEqualTo(503);
  }

  @Test
  void shouldNameThePortInUseAndTheRemedy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(
              () ->
                  ManagementServer.start(
                      LOOPBACK,
                      port,
                      new ManagementEndpoints(
                          this::page, List.of(), List.of(), NO_SCORES, RequestGuard.OPEN)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(LOOPBACK + ":" + port)
          .hasMessageContaining("in use")
          .hasMessageContaining("--metrics-port");
    }
  }

  @Test
  void shouldEndItsThreadsAndFreeThePortWhenClosed() throws Exception {
    assertThat(send(get("/metrics")).statusCode()).isEqualTo(200);
    Thread scraper = scrapedBy.get();

    server.close();
    server.close();

    assertThat(scraper.isAlive()).isFalse();
    assertThatThrownBy(() -> send(get("/metrics"))).isInstanceOf(ConnectException.class);
    new ServerSocket(server.port(), 1, InetAddress.getByName(LOOPBACK)).close();
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject checks(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("checks");
  }
}
