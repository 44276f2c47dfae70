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
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests, each bounded by what its operation takes. On the event loop. */
final class ApiBodies {
  private static final int MOST_JSON_BYTES = 64 << 10;
  private static final Duration RECEIVE = Duration.ofSeconds(30);

  /** A form may have the bytes of so many images of full size, and their time. */
  private static final int IMAGES_OF_FORM = 4;

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
    Bound bound = bound(operation, type);
    try {
      BoundedBody.requireAnnounced(request, bound.bytes());
    } catch (RefusedException e) {
      return Future.failedFuture(inWords(e, bound));
    }
    connections.receives(request);
    return BoundedBody.read(vertx, request, bound.bytes(), bound.within(), memory)
        .onComplete(done -> connections.received(request))
        .recover(failure -> Future.failedFuture(inWords(failure, bound)))
        .compose(body -> bound.isImage() ? image(body) : Future.succeededFuture(body));
  }

  /** The document's rules would not call an empty file by the name that dead letters have. */
  private static Future<byte[]> image(byte[] body) {
    return body.length == 0
        ? Future.failedFuture(
            new ProblemException(
                422, "EMPTY_IMAGE", "the image has 0 bytes; send the JPEG, PNG, BMP or TIFF file"))
        : Future.succeededFuture(body);
  }

  /** The words for images fit no other body. */
  private static Throwable inWords(Throwable failure, Bound bound) {
    return failure instanceof RefusedException refused
            && refused.status() == 413
            && !bound.isImage()
        ? new ProblemException(
            413, "TOO_LARGE", "the body has more than " + bound.bytes() + " bytes" + bound.remedy())
        : failure;
  }

  private Bound bound(Operation operation, @Nullable String type) {
    boolean isFile =
        operation.getRequestBody() != null
            && operation.getRequestBody().getContent().keySet().stream()
                .anyMatch(each -> !each.equals(ApiResponse.JSON));
    if (!isFile) {
      return new Bound(MOST_JSON_BYTES, RECEIVE, "; send less");
    }
    return ApiForm.isForm(type)
        ? new Bound(
            // Its names and boundaries take a little, too.
            MOST_JSON_BYTES + IMAGES_OF_FORM * mostImageBytes,
            RECEIVE.multipliedBy(IMAGES_OF_FORM),
            "; send fewer files at once")
        : new Bound(mostImageBytes, RECEIVE, "");
  }

  /**
   * What a body may be.
   *
   * @param remedy of one that is larger; empty for an image, which has words of its own
   */
  private record Bound(int bytes, Duration within, String remedy) {
    boolean isImage() {
      return remedy.isEmpty();
    }
  }
}
