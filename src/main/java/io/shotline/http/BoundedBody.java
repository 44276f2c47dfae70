package io.shotline.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Reads a request's body into memory, up to a limit and within a time; on the event loop. */
final class BoundedBody {
  /** By then there must be as much as {@link #LEAST_BYTES_PER_SECOND} gives. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int LEAST_BYTES_PER_SECOND = 1024;

  private final int maxBytes;
  private final Bodies bodies;
  private final Promise<Optional<byte[]>> whole = Promise.promise();
  private Buffer read = Buffer.buffer();
  private long received;
  private boolean tooLarge;

  /** What was sent is no body. */
  static final class MalformedBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedBodyException(Throwable cause) {
      super("the body of the request cannot be read: " + cause.getMessage(), cause);
    }
  }

  private BoundedBody(int maxBytes, boolean tooLarge, Bodies bodies) {
    this.maxBytes = maxBytes;
    this.tooLarge = tooLarge;
    this.bodies = bodies;
  }

  /**
   * The body, or empty if it is larger: what comes beyond the limit is received and thrown away,
   * since many a sender does not listen before it has sent all. Fails if the sender goes away, with
   * a {@link TimeoutException} if it takes too long or sends almost nothing, with a {@link
   * MalformedBodyException} if it sends no body, and with a {@link RejectedExecutionException} if
   * the memory for bodies is given to later ones.
   *
   * @param request of which nothing was read yet
   */
  static Future<Optional<byte[]>> read(
      Vertx vertx, HttpServerRequest request, int maxBytes, Duration within, Bodies bodies) {
    boolean tooLarge = announcedBytes(request) > maxBytes;
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      if (tooLarge) {
        return Future.succeededFuture(Optional.empty());
      }
      request.response().writeContinue();
    }
    BoundedBody body = new BoundedBody(maxBytes, tooLarge, bodies);
    request.handler(body::add).endHandler(end -> body.end()).exceptionHandler(body::broken);
    long whole = vertx.setTimer(within.toMillis(), id -> body.fail(tooLate(within)));
    long begun = vertx.setTimer(GRACE.toMillis(), id -> body.requirePace());
    return body.whole
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(whole);
              vertx.cancelTimer(begun);
            });
  }

  private static TimeoutException tooLate(Duration within) {
    return new TimeoutException("the image did not come within " + within.toSeconds() + " s");
  }

  private void requirePace() {
    if (received < GRACE.toSeconds() * LEAST_BYTES_PER_SECOND) {
      fail(
          new TimeoutException(
              "the image comes with less than " + LEAST_BYTES_PER_SECOND + " bytes/s"));
    }
  }

  private void add(Buffer chunk) {
    received += chunk.length();
    tooLarge = tooLarge || read.length() + (long) chunk.length() > maxBytes;
    if (tooLarge || whole.future().isComplete()) {
      letGo();
    } else {
      read.appendBuffer(chunk);
      bodies.grow(this, chunk.length());
    }
  }

  /** Throws away what was read, for the bodies of others. */
  void giveUp() {
    fail(new RejectedExecutionException("no memory for more images now"));
  }

  private void broken(Throwable failure) {
    boolean gone = failure instanceof HttpClosedException || failure instanceof IOException;
    fail(gone ? failure : new MalformedBodyException(failure));
  }

  private void fail(Throwable failure) {
    letGo();
    whole.tryFail(failure);
  }

  private void letGo() {
    bodies.leave(this, read.length());
    read = Buffer.buffer();
  }

  private void end() {
    Optional<byte[]> body = tooLarge ? Optional.empty() : Optional.of(read.getBytes());
    letGo();
    whole.tryComplete(body);
  }

  private static long announcedBytes(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
