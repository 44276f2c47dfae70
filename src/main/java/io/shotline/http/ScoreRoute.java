package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Outcome;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
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

  /** How many images are scored at once, and how many of full size are in memory beside them. */
  static final int MOST_IMAGES = 8;

  private static final Pattern PATH = Pattern.compile("/v1/products/([^/]+)/score");
  private static final Duration RECEIVE = Duration.ofSeconds(30);

  /** A status and what is said with it. */
  record Reply(int status, JsonObject body) {}

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final ScoreEndpoint endpoint;
  private final List<HealthCheck> ready;
  private final Bodies bodies;
  private int inWork;

  /**
   * @param workers of {@link #MOST_IMAGES} threads
   * @param ready nothing is scored while one of them fails
   */
  ScoreRoute(Vertx vertx, WorkerExecutor workers, ScoreEndpoint endpoint, List<HealthCheck> ready) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.workers = requireNonNull(workers, "workers");
    this.endpoint = requireNonNull(endpoint, "endpoint");
    this.ready = List.copyOf(ready);
    this.bodies = new Bodies((long) MOST_IMAGES * endpoint.maxImageBytes());
  }

  /** The product that this path asks about; empty if it is another path. */
  static Optional<String> product(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      // In a path, unlike in a form, a plus is a plus.
      String escaped = matcher.group(1).replace("+", "%2B");
      String id = URLDecoder.decode(escaped, StandardCharsets.UTF_8);
      return id.indexOf('/') < 0 ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Receives the image and scores it; fails only if the model did or the sender went away. A place
   * among those in work is taken when the image is there, so that a slow sender keeps it from
   * nobody.
   *
   * @param received called when nothing more of the request is needed
   */
  Future<Reply> answer(HttpServerRequest request, String product, Runnable received) {
    return BoundedBody.read(vertx, request, endpoint.maxImageBytes(), RECEIVE, bodies)
        .onComplete(done -> received.run())
        .compose(body -> score(product, body.orElse(null)))
        .recover(ScoreRoute::notReceived);
  }

  private Future<Reply> score(String product, byte @Nullable [] file) {
    if (file == null) {
      String detail = "the image has more than " + endpoint.maxImageBytes() + " bytes; compress it";
      return Future.succeededFuture(reply(new Rejection(Rejection.Reason.TOO_MANY_BYTES, detail)));
    }
    if (inWork >= MOST_IMAGES) {
      return Future.succeededFuture(busy());
    }
    inWork++;
    return workers
        .executeBlocking(() -> score(product, new EncodedImage(file)), false)
        .onComplete(done -> inWork--);
  }

  private Reply score(String product, EncodedImage image) {
    if (!HealthReport.of(ready).healthy()) {
      return reply(503, "NOT_READY", "no images are scored now; see /healthz/ready");
    }
    return endpoint
        .scorer()
        .apply(product, image)
        .map(ScoreRoute::reply)
        .orElseGet(ScoreRoute::busy);
  }

  private static Reply reply(Outcome outcome) {
    return outcome instanceof Outcome.Rejected rejected
        ? reply(rejected.rejection())
        : new Reply(200, ScoreJson.of(((Outcome.Judged) outcome).image()));
  }

  private static Reply reply(Rejection rejection) {
    int status =
        switch (rejection.reason()) {
          case UNKNOWN_PRODUCT -> 404;
          case TOO_MANY_BYTES -> 413;
          default -> 422;
        };
    return reply(status, rejection.reason().name(), rejection.detail());
  }

  private static Reply busy() {
    return reply(503, "BUSY", "as many images wait as may; try again");
  }

  private static Future<Reply> notReceived(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return Future.succeededFuture(reply(408, "TOO_SLOW", String.valueOf(failure.getMessage())));
    }
    if (failure instanceof BoundedBody.MalformedBodyException) {
      return Future.succeededFuture(
          reply(400, "MALFORMED_BODY", String.valueOf(failure.getMessage())));
    }
    return failure instanceof RejectedExecutionException
        ? Future.succeededFuture(busy())
        : Future.failedFuture(failure);
  }

  private static Reply reply(int status, String reason, String detail) {
    return new Reply(status, new JsonObject().put("reason", reason).put("detail", detail));
  }
}
