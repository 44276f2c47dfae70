package io.shotline.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer; runs on the event loop and leaves all work to worker threads. */
final class ManagementRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementRoutes.class);
  private static final String METRICS = "/metrics";
  private static final String LIVE = "/healthz/live";
  private static final String READY = "/healthz/ready";
  private static final List<String> PAGES = List.of(METRICS, LIVE, READY);
  private static final JsonArray PATHS = new JsonArray(PAGES).copy().add(ScoreRoute.TEMPLATE);
  private static final String JSON = "application/json";

  private final Vertx vertx;
  private final WorkerExecutor scrapes;
  private final Connections connections;
  private final ScoreRoute score;
  private final ManagementEndpoints endpoints;

  /**
   * @param vertx whose workers check health
   * @param connections is told how far requests are
   * @param scrapes the thread that metrics are gathered on
   */
  ManagementRoutes(
      Vertx vertx,
      Connections connections,
      WorkerExecutor scrapes,
      ScoreRoute score,
      ManagementEndpoints endpoints) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.connections = requireNonNull(connections, "connections");
    this.scrapes = requireNonNull(scrapes, "scrapes");
    this.score = requireNonNull(score, "score");
    this.endpoints = requireNonNull(endpoints, "endpoints");
  }

  void handle(HttpServerRequest request) {
    connections.began(request);
    String path = requireNonNullElse(request.path(), "");
    Optional<String> product = ScoreRoute.product(path);
    if (product.isPresent()) {
      if (isMethod(HttpMethod.POST, request)) {
        score(request, product.get());
      }
    } else if (!PAGES.contains(path)) {
      answer(request, 404, error("nothing is served at " + path).put("paths", PATHS));
    } else if (isMethod(HttpMethod.GET, request)) {
      page(request, path);
    }
  }

  /** Whether the method is the path's only one; otherwise says so. */
  private static boolean isMethod(HttpMethod method, HttpServerRequest request) {
    if (request.method().equals(method)) {
      return true;
    }
    request.response().putHeader(HttpHeaders.ALLOW, method.name());
    answer(
        request,
        405,
        error(request.path() + " answers " + method + " only, not " + request.method()));
    return false;
  }

  private void page(HttpServerRequest request, String path) {
    if (path.equals(METRICS)) {
      metrics(request);
    } else {
      health(request, path.equals(LIVE) ? endpoints.live() : endpoints.ready());
    }
  }

  private void score(HttpServerRequest request, String product) {
    connections.receives(request);
    score
        .answer(request, product, () -> connections.received(request))
        .onSuccess(
            reply -> {
              if (reply.status() == 503) {
                request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
              }
              Future<Void> sent = answer(request, reply.status(), reply.body());
              if (!request.isEnded()) {
                // What is left of the body would be taken for the next request.
                sent.onComplete(done -> request.connection().close());
              }
            })
        .onFailure(e -> failed(request, e));
  }

  private void metrics(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    scrapes
        .executeBlocking(() -> endpoints.metrics().apply(accept))
        .onSuccess(page -> answer(request, 200, page))
        .onFailure(e -> failed(request, e));
  }

  private void health(HttpServerRequest request, List<HealthCheck> checks) {
    vertx
        // Not one after the other: a check that hangs must not hold up the other path.
        .executeBlocking(() -> HealthReport.of(checks), false)
        .onSuccess(
            report -> answer(request, report.healthy() ? 200 : 503, new Page(JSON, report.json())))
        .onFailure(e -> failed(request, e));
  }

  private static void failed(HttpServerRequest request, Throwable failure) {
    // A connection that ends in the middle of a request, in order or not.
    if (failure instanceof HttpClosedException || failure instanceof IOException) {
      LOG.debug("{}: the sender went away: {}", request.path(), failure.toString());
      return;
    }
    LOG.warn("{} failed", request.path(), failure);
    answer(request, 500, error(request.path() + " failed; the log says why"));
  }

  private static JsonObject error(String message) {
    return new JsonObject().put("error", message);
  }

  private static Future<Void> answer(HttpServerRequest request, int status, JsonObject body) {
    return answer(request, status, new Page(JSON, body.encode()));
  }

  private static Future<Void> answer(HttpServerRequest request, int status, Page page) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
        .end(page.body());
  }
}
