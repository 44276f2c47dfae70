package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer; runs on the event loop and leaves all work to worker threads. */
final class ManagementRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementRoutes.class);
  private static final String METRICS = "/metrics";
  private static final String LIVE = "/healthz/live";
  private static final String READY = "/healthz/ready";
  private static final JsonArray PATHS = new JsonArray(List.of(METRICS, LIVE, READY));
  private static final String JSON = "application/json";

  private final Vertx vertx;
  private final WorkerExecutor scrapes;
  private final ManagementEndpoints endpoints;

  /**
   * @param vertx whose workers check health
   * @param scrapes the thread that metrics are gathered on
   */
  ManagementRoutes(Vertx vertx, WorkerExecutor scrapes, ManagementEndpoints endpoints) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.scrapes = requireNonNull(scrapes, "scrapes");
    this.endpoints = requireNonNull(endpoints, "endpoints");
  }

  void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null || !PATHS.contains(path)) {
      answer(request, 404, error("nothing is served at " + path).put("paths", PATHS));
    } else if (!request.method().equals(HttpMethod.GET)) {
      request.response().putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
      answer(request, 405, error(path + " answers GET only, not " + request.method()));
    } else if (path.equals(METRICS)) {
      metrics(request);
    } else {
      health(request, path.equals(LIVE) ? endpoints.live() : endpoints.ready());
    }
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
    LOG.warn("{} failed", request.path(), failure);
    answer(request, 500, error(request.path() + " failed; the log says why"));
  }

  private static JsonObject error(String message) {
    return new JsonObject().put("error", message);
  }

  private static void answer(HttpServerRequest request, int status, JsonObject body) {
    answer(request, status, new Page(JSON, body.encode()));
  }

  private static void answer(HttpServerRequest request, int status, Page page) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
        .end(page.body());
  }
}
