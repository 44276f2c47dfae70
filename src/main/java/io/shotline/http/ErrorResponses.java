package io.shotline.http;

import io.shotline.wire.ResultJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each request that is not answered as asked, always with {@code reason} and {@code
 * detail}. Runs on the event loop.
 */
final class ErrorResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  /** What the router finds by itself. */
  private static final List<Integer> OF_THE_ROUTER = List.of(400, 404, 406, 500);

  private final List<String> paths;

  /**
   * @param paths all that is served, for those who ask for something else
   */
  ErrorResponses(List<String> paths) {
    this.paths = List.copyOf(paths);
  }

  /** Answers all failures of this router; comes after its routes. */
  void handle(Router router) {
    router.route().failureHandler(context -> answer(context, context.statusCode()));
    OF_THE_ROUTER.forEach(
        status -> router.errorHandler(status, context -> answer(context, status)));
  }

  private void answer(RoutingContext context, int status) {
    Throwable failure = context.failure();
    if (failure instanceof RefusedException refused) {
      send(context, refused);
    } else if (failure instanceof HttpClosedException || failure instanceof IOException) {
      // A connection that ends in the middle of a request, in order or not.
      LOG.debug("{}: the sender went away: {}", context.request().path(), failure.toString());
    } else {
      send(context, refusal(context, status));
    }
  }

  private RefusedException refusal(RoutingContext context, int status) {
    HttpServerRequest request = context.request();
    String path = request.path();
    return switch (status) {
      case 400 ->
          new RefusedException(400, "MALFORMED_REQUEST", request.uri() + " cannot be decoded");
      case 404 ->
          new RefusedException(
              404,
              "NOT_FOUND",
              "nothing is served at " + path + "; there are " + String.join(", ", paths));
      case 405 ->
          new RefusedException(
              405,
              "METHOD_NOT_ALLOWED",
              path
                  + " answers "
                  + context.response().headers().get(HttpHeaders.ALLOW)
                  + " only, not "
                  + request.method());
      case 406 ->
          new RefusedException(
              406,
              "NOT_ACCEPTABLE",
              path
                  + " answers in JSON, which Accept leaves out: "
                  + request.getHeader(HttpHeaders.ACCEPT));
      case 415 ->
          new RefusedException(
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "the body must be the image file itself (curl --data-binary @FILE), not "
                  + request.getHeader(HttpHeaders.CONTENT_TYPE));
      default -> {
        LOG.warn("{} failed", path, context.failure());
        yield new RefusedException(500, "FAILED", path + " failed; the log says why");
      }
    };
  }

  private static void send(RoutingContext context, RefusedException refused) {
    HttpServerRequest request = context.request();
    if (refused.status() == 503) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    Future<Void> sent =
        Page.json(ResultJson.refusal(refused.reason(), refused.detail()))
            .send(context.response(), refused.status());
    if (context.failure() == refused || request.headers().contains(HttpHeaders.EXPECT)) {
      // What is left of the body, if it comes, would be taken for the next request.
      sent.onComplete(
          done -> {
            if (!request.isEnded()) {
              request.connection().close();
            }
          });
    }
  }
}
