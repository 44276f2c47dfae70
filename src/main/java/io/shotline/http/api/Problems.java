package io.shotline.http.api;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.http.RefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers each request that is not answered as asked, as RFC 9457 has it. On the event loop. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** How long the rest of a body that was refused is received and thrown away. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /** Characters of a path that a person can still read. */
  private static final int MOST_SHOWN = 200;

  private static final List<Integer> OF_THE_ROUTER = List.of(400, 404, 405, 406, 413, 415, 500);

  private Problems() {}

  /** Answers all failures of this router. */
  static void handle(Router router, PathMethods methods) {
    OF_THE_ROUTER.forEach(
        status -> router.errorHandler(status, context -> answer(context, status, methods)));
    router.route().failureHandler(context -> answer(context, context.statusCode(), methods));
  }

  /** Answers what is no request by HTTP's own rules, and ends its connection. */
  static void malformed(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status =
        cause instanceof TooLongHttpLineException
            ? 414
            : cause instanceof TooLongHttpHeaderException ? 431 : 400;
    ProblemException problem =
        new ProblemException(status, "MALFORMED_REQUEST", String.valueOf(cause.getMessage()));
    SafeHeaders.add(request.response(), request.isSSL());
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, BodyTypes.PROBLEM)
        // Or the caller's next request would come to a connection that is being closed.
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(body(problem).toBuffer())
        .onComplete(done -> request.connection().close());
  }

  private static void answer(RoutingContext context, int status, PathMethods methods) {
    Throwable failure = context.failure();
    if (failure instanceof HttpClosedException || failure instanceof IOException) {
      LOG.debug("{}: the sender went away: {}", context.request().path(), failure.toString());
    } else {
      send(context, problem(context, status, failure, methods));
    }
  }

  private static ProblemException problem(
      RoutingContext context, int status, @Nullable Throwable failure, PathMethods methods) {
    if (failure instanceof ProblemException problem) {
      return problem;
    }
    if (failure instanceof RefusedException refused) {
      return new ProblemException(refused.status(), refused.reason(), refused.detail());
    }
    if (failure instanceof ValidatorException invalid) {
      return invalid(context, invalid);
    }
    // The router wraps what its validator found.
    if (failure instanceof HttpException
        && failure.getCause() instanceof ValidatorException inside) {
      return invalid(context, inside);
    }
    if (failure instanceof LineUnavailableException unavailable) {
      return new ProblemException(503, "UNAVAILABLE", String.valueOf(unavailable.getMessage()))
          .header("Retry-After", "1");
    }
    return ofRouter(context, status, failure, methods);
  }

  private static ProblemException invalid(RoutingContext context, ValidatorException invalid) {
    Operation operation = context.get(ApiRouter.OPERATION);
    byte[] body = context.get(ApiRouter.BODY, new byte[0]);
    String detail = BodyFault.words(String.valueOf(invalid.getMessage()), operation, body);
    return invalid.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT
        ? new ProblemException(415, "UNSUPPORTED_MEDIA_TYPE", detail)
        : ProblemException.badRequest(detail);
  }

  private static ProblemException ofRouter(
      RoutingContext context, int status, @Nullable Throwable failure, PathMethods methods) {
    String path = shown(context.request().path());
    return switch (status) {
      case 400 -> ProblemException.badRequest(undecodable(context.request()));
      case 404 -> ProblemException.notFound("nothing is served at " + path + "; see /openapi.json");
      case 405 -> notAllowed(context.request(), methods);
      case 415 ->
          new ProblemException(
              415, "UNSUPPORTED_MEDIA_TYPE", path + " does not take this type; see /openapi.json");
      default -> {
        LOG.warn("{} failed", path, failure);
        yield new ProblemException(500, "FAILED", path + " failed; the log says why");
      }
    };
  }

  private static String undecodable(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.HOST) == null
        ? "there is no header Host; send the name and port of this server"
        : shown(request.uri()) + " cannot be decoded";
  }

  private static ProblemException notAllowed(HttpServerRequest request, PathMethods methods) {
    String allowed = methods.allowed(request.path());
    return new ProblemException(
            405,
            "METHOD_NOT_ALLOWED",
            shown(request.path()) + " answers " + allowed + ", not " + request.method())
        .header("Allow", allowed);
  }

  private static String shown(String path) {
    return path.length() > MOST_SHOWN ? path.substring(0, MOST_SHOWN) + "..." : path;
  }

  private static void send(RoutingContext context, ProblemException problem) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    // A request without a host comes to no handler that would have added them.
    SafeHeaders.add(context.response(), context.request().isSSL());
    problem.headers().forEach(context.response()::putHeader);
    HttpServerRequest request = context.request();
    if (!request.isEnded()) {
      // Many a sender does not listen before it has sent all.
      request.handler(chunk -> {}).resume();
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, BodyTypes.PROBLEM)
        .end(body(problem).toBuffer())
        .onComplete(done -> closeIfUnread(context.vertx(), request));
  }

  /** What is left of the body, if it comes, would be taken for the next request. */
  private static void closeIfUnread(Vertx vertx, HttpServerRequest request) {
    if (!request.isEnded()) {
      vertx.setTimer(
          DRAIN.toMillis(),
          id -> {
            if (!request.isEnded()) {
              request.connection().close();
            }
          });
    }
  }

  private static JsonObject body(ProblemException problem) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase())
        .put("status", problem.status())
        .put("reason", problem.reason())
        .put("detail", problem.detail())
        .mergeIn(problem.more());
  }
}
