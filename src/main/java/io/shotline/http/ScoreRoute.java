package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/products/{id}/score} with an image file as the body: how would it be judged? A
 * question and nothing more: nothing is written to a topic, no camera is noted, no record counted.
 * Who asks is told to come again rather than made to wait. Runs on the event loop; images are
 * scored on worker threads of their own, and no more are held in memory than those can take.
 */
final class ScoreRoute {
  /** What it is called in the list of paths. */
  static final String TEMPLATE = "/v1/products/{id}/score";

  /** The same as a regular expression. */
  static final String PATH = "/v1/products/(?<id>[^/]+)/score";

  /** How many images are scored at once, and how many of full size are in memory beside them. */
  static final int MOST_IMAGES = 8;

  /** The last is what curl says of any file. */
  private static final Pattern FILE_TYPES =
      Pattern.compile(
          "\\s*(image/.*|application/(octet-stream|x-www-form-urlencoded)\\s*(;.*)?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Duration RECEIVE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Connections connections;
  private final WorkerExecutor workers;
  private final RequestGuard guard;
  private final ScoreAnswer answer;
  private final int maxImageBytes;
  private final BodyMemory bodies;
  private int inWork;

  /**
   * @param connections is told while an image is received
   * @param workers of {@link #MOST_IMAGES} threads
   * @param ready nothing is scored while one of them fails
   * @param guard decides whose images are scored
   */
  ScoreRoute(
      Vertx vertx,
      Connections connections,
      WorkerExecutor workers,
      ScoreEndpoint endpoint,
      List<HealthCheck> ready,
      RequestGuard guard) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.connections = requireNonNull(connections, "connections");
    this.workers = requireNonNull(workers, "workers");
    this.guard = requireNonNull(guard, "guard");
    this.answer = new ScoreAnswer(endpoint, ready);
    this.maxImageBytes = endpoint.maxImageBytes();
    this.bodies = new BodyMemory((long) MOST_IMAGES * endpoint.maxImageBytes());
  }

  /**
   * Receives the image, scores it and answers. A place among those in work is taken when the image
   * is there, so that a slow sender keeps it from nobody.
   */
  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      guard.require(request);
    } catch (RefusedException e) {
      context.fail(e);
      return;
    }
    String product = requireNonNull(context.pathParam("id"), "the path has an id");
    if (product.indexOf('/') >= 0) {
      context.fail(404);
    } else if (!isFile(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      context.fail(415);
    } else {
      connections.receives(request);
      BoundedBody.read(vertx, request, maxImageBytes, RECEIVE, bodies)
          .onComplete(done -> connections.received(request))
          .compose(file -> score(product, file))
          .onSuccess(json -> Page.json(json).send(context.response(), 200))
          .onFailure(context::fail);
    }
  }

  private static boolean isFile(@Nullable String contentType) {
    return contentType == null || FILE_TYPES.matcher(contentType).matches();
  }

  private Future<String> score(String product, byte[] file) {
    if (inWork >= MOST_IMAGES) {
      return Future.failedFuture(RefusedException.busy());
    }
    inWork++;
    return workers
        .executeBlocking(() -> answer.json(product, new EncodedImage(file)), false)
        .onComplete(done -> inWork--);
  }
}
