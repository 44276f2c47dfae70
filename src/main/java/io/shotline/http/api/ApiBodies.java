package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.http.BodyMemory;
import io.shotline.http.BoundedBody;
import io.shotline.http.Connections;
import io.shotline.http.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.RequestBody;
import java.time.Duration;

/** Reads the bodies of requests, each bounded by what its operation takes. On the event loop. */
final class ApiBodies {
  private static final int MOST_JSON_BYTES = 64 << 10;
  private static final Duration RECEIVE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Connections connections;
  private final int mostImageBytes;
  private final BodyMemory memory;

  /**
   * Makes a reader.
   *
   * @param images of full size that are in memory at once
   */
  ApiBodies(Vertx vertx, Connections connections, int mostImageBytes, int images) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.connections = requireNonNull(connections, "connections");
    this.mostImageBytes = mostImageBytes;
    this.memory = new BodyMemory((long) images * mostImageBytes);
  }

  /**
   * Returns the body; empty where the operation takes none. Fails with a {@link ProblemException}
   * if the operation does not take its type.
   */
  Future<byte[]> read(HttpServerRequest request, Operation operation) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    RequestBody expected = operation.getRequestBody();
    if (expected != null && (type == null || expected.determineContentType(type) == null)) {
      return Future.failedFuture(
          new ProblemException(
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "the Content-Type must be one of "
                  + String.join(", ", expected.getContent().keySet())
                  + ", not "
                  + type));
    }
    int most = most(operation);
    connections.receives(request);
    return BoundedBody.read(vertx, request, most, RECEIVE, memory)
        .onComplete(done -> connections.received(request))
        .recover(failure -> Future.failedFuture(inWords(failure, most)));
  }

  /** The words for images fit no other body. */
  private Throwable inWords(Throwable failure, int most) {
    return failure instanceof RefusedException refused
            && refused.status() == 413
            && most == MOST_JSON_BYTES
        ? new ProblemException(413, "TOO_LARGE", "the body has more than " + most + " bytes")
        : failure;
  }

  private int most(Operation operation) {
    boolean isFile =
        operation.getRequestBody() != null
            && operation.getRequestBody().getContent().keySet().stream()
                .anyMatch(type -> !type.equals(ApiResponse.JSON));
    return isFile ? mostImageBytes : MOST_JSON_BYTES;
  }
}
