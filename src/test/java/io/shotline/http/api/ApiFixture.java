package io.shotline.http.api;

import io.shotline.http.HealthCheck;
import io.shotline.http.ScoreAnswer;
import io.shotline.http.ScoreEndpoint;
import io.shotline.testing.FormBody;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server of the API over a line in memory, and a client that asks it. */
final class ApiFixture implements AutoCloseable {
  static final int MOST_IMAGE_BYTES = 200_000;

  final ApiLine line = new ApiLine();
  final ApiAlerts alerts = new ApiAlerts();
  final ApiWatched watched = new ApiWatched();
  private final ApiServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private ApiFixture(ApiSettings settings, Clock clock) throws IOException {
    ScoreAnswer score =
        new ScoreAnswer(
            new ScoreEndpoint((product, image) -> Optional.empty(), MOST_IMAGE_BYTES),
            List.of(new HealthCheck("scoring", () -> true)));
    server =
        ApiServer.start(
            settings,
            AccessCheck.of(settings.tokens(), clock),
            MOST_IMAGE_BYTES,
            watched.with(
                line,
                new ProductRoutes(line),
                new ShotRoutes(line, image -> new byte[] {1, 2, 3}),
                new ImageRoutes(line::publish, score, Clock.systemUTC()),
                new AlertRoutes(
                    alerts, image -> new byte[] {1, 2, 3}, (image, result) -> new byte[] {4, 5}),
                new ShelfRoutes(alerts)),
            line,
            Clock.systemUTC());
  }

  /** Everybody may all. */
  static ApiFixture open() throws IOException {
    return with(ApiSettings.DEFAULT.withPort(0));
  }

  /** Callers need a token of the file. */
  static ApiFixture withTokens(Path tokens) throws IOException {
    return withTokens(tokens, Clock.systemUTC());
  }

  /** The same, by a clock of the test. */
  static ApiFixture withTokens(Path tokens, Clock clock) throws IOException {
    return new ApiFixture(
        new ApiSettings("127.0.0.1", 0, List.of(), tokens, null, null, Duration.ofHours(8)), clock);
  }

  /** By these settings. */
  static ApiFixture with(ApiSettings settings) throws IOException {
    return new ApiFixture(settings, Clock.systemUTC());
  }

  int port() {
    return server.port();
  }

  /** All operations of the document. */
  List<Operation> operations() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      return OpenAPIContract.builder(vertx)
          .setContract(ApiDocument.read())
          .mediaTypeRegistry(BodyTypes.registry())
          .build()
          .toCompletionStage()
          .toCompletableFuture()
          .get()
          .operations();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Reads no body: events have no end. */
  int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  HttpResponse<String> send(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode())));
  }

  HttpResponse<String> sendFile(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> sendForm(String path, FormBody form)
      throws IOException, InterruptedException {
    return sendFile(path, FormBody.TYPE, form.bytes());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  @Override
  public void close() {
    server.close();
  }
}
