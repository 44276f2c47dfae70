package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Gate;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of single images with a real scorer on a model without TensorFlow, and its callers. */
final class ScoreServer implements AutoCloseable {
  static final int MAX_BYTES = 1 << 20;

  private final HttpClient client = HttpClient.newHttpClient();
  final AtomicBoolean ready = new AtomicBoolean(true);
  final AtomicInteger slow = new AtomicInteger();
  final Gate gate = new Gate();
  private final FakeCatalog catalog =
      new FakeCatalog()
          .withShots("bolt m6+", Samples.grey(100), Samples.grey(110))
          .with(new Product("nut", "a nut", null, null, true, null, View.DEFAULT))
          .with(new Product("off", "not made now", null, null, false, null, View.DEFAULT));
  final Scorer scorer =
      new Scorer(
          new FakeModel(gate),
          new ImageLimits(MAX_BYTES, 1_000_000),
          new BatchSettings(1, Duration.ZERO, 0, 8),
          1 << 20,
          ScoringMonitor.NONE,
          Clock.systemUTC());
  private final ManagementServer server;

  ScoreServer() throws IOException {
    server =
        ManagementServer.start(
            "127.0.0.1",
            0,
            new ManagementEndpoints(
                accept -> new Page("text/plain", "metrics"),
                List.of(),
                List.of(new HealthCheck("stream", ready::get)),
                new ScoreEndpoint(this::score, MAX_BYTES),
                RequestGuard.OPEN));
  }

  @Override
  public void close() {
    gate.open();
    server.close();
    scorer.close();
  }

  private Optional<Outcome> score(String product, EncodedImage image) {
    if (product.equals("broken")) {
      throw new IllegalStateException("a secret cause");
    }
    if (product.equals("slow")) {
      slow.incrementAndGet();
      gate.accept(List.of());
      return Optional.empty();
    }
    try {
      return scorer.tryScore(Samples.event(product, image), catalog);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An image as the stream scores it: it waits as long as it takes. */
  CompletableFuture<Outcome> stream() {
    ImageEvent event = Samples.event("bolt m6+", Samples.grey(120));
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                outcome.complete(scorer.score(event, catalog));
              } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            })
        .start();
    return outcome;
  }

  int port() {
    return server.port();
  }

  Socket unfinishedUpload() throws IOException {
    return beginning("Content-Length: 99\r\n\r\nBM");
  }

  /** A request with these bytes after its first headers. */
  Socket beginning(String rest) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    OutputStream out = socket.getOutputStream();
    String head = "POST /v1/products/nut/score HTTP/1.1\r\nHost: x\r\n" + rest;
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  int statusWithoutTheModel() {
    try {
      return post("nut", Samples.grey(100)).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(uri(path));
  }

  HttpResponse<String> post(String product, EncodedImage image)
      throws IOException, InterruptedException {
    return send(request(product).POST(BodyPublishers.ofByteArray(image.bytes())));
  }

  CompletableFuture<HttpResponse<String>> postAsync(String product) {
    HttpRequest request =
        request(product).POST(BodyPublishers.ofByteArray(Samples.grey(100).bytes())).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String product) {
    return HttpRequest.newBuilder(uri("/v1/products/" + product + "/score"));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static void assertBusy(HttpResponse<String> answer) {
    assertRefused(answer, 503, "BUSY", "try again");
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
  }

  static void assertRefused(HttpResponse<String> answer, int status, String reason, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonObject body = new JsonObject(answer.body());
    assertThat(body.getString("reason")).isEqualTo(reason);
    assertThat(body.getString("detail")).contains(detail);
  }
}
