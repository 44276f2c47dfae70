package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From a request to its answer; runs on the event loop and leaves all work to worker threads. */
final class ManagementRoutes {
  private static final String METRICS = "/metrics";
  private static final String LIVE = "/healthz/live";
  private static final String READY = "/healthz/ready";

  private final Vertx vertx;
  private final WorkerExecutor scrapes;
  private final ScoreRoute score;
  private final ManagementEndpoints endpoints;

  /**
   * @param vertx whose workers check health
   * @param scrapes the thread that metrics are gathered on
   */
  ManagementRoutes(
      Vertx vertx, WorkerExecutor scrapes, ScoreRoute score, ManagementEndpoints endpoints) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.scrapes = requireNonNull(scrapes, "scrapes");
    this.score = requireNonNull(score, "score");
    this.endpoints = requireNonNull(endpoints, "endpoints");
  }

  /** Returns a router of all that is served. */
  Router router() {
    Router router = Router.router(vertx);
    page(router, METRICS, this::metrics);
    page(router, LIVE, context -> health(context, endpoints.live()));
    page(router, READY, context -> health(context, endpoints.ready()));
    route(router, ScoreRoute.PATH, HttpMethod.POST).produces(Page.JSON).handler(score::handle);
    new ErrorResponses(List.of(METRICS, LIVE, READY, ScoreRoute.TEMPLATE)).handle(router);
    return router;
  }

  /** Scrapers and probes get it whatever they accept: none must fail over a header. */
  private static void page(Router router, String path, Handler<RoutingContext> handler) {
    route(router, Pattern.quote(path), HttpMethod.GET, HttpMethod.HEAD).handler(handler);
  }

  /** Adds a route for these methods; all others are refused with 405. */
  private static Route route(Router router, String pattern, HttpMethod... methods) {
    List<HttpMethod> allowed = List.of(methods);
    exactly(router, pattern)
        .handler(
            context -> {
              if (allowed.contains(context.request().method())) {
                context.next();
              } else {
                context.response().putHeader(HttpHeaders.ALLOW, names(allowed));
                context.fail(405);
              }
            });
    return exactly(router, pattern);
  }

  private static String names(List<HttpMethod> methods) {
    return methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
  }

  /** Neither with a slash more at the end nor with dots in it. */
  private static Route exactly(Router router, String pattern) {
    return router.routeWithRegex(pattern).useNormalizedPath(false);
  }

  private void metrics(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    scrapes
        .executeBlocking(() -> endpoints.metrics().apply(accept))
        .onSuccess(page -> page.send(context.response(), 200))
        .onFailure(context::fail);
  }

  private void health(RoutingContext context, List<HealthCheck> checks) {
    vertx
        // Not one after the other: a check that hangs must not hold up the other path.
        .executeBlocking(() -> HealthReport.of(checks), false)
        .onSuccess(
            report ->
                Page.json(report.json()).send(context.response(), report.healthy() ? 200 : 503))
        .onFailure(context::fail);
  }
}
