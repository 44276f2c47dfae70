package io.shotline.http;

import io.shotline.core.image.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;

/** Reads a request's body into memory, up to a limit and within a time; on the event loop. */
public final class BoundedBody {
  /** By then there must be as much as {@link #LEAST_BYTES_PER_SECOND} gives. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int LEAST_BYTES_PER_SECOND = 1024;

  private final int maxBytes;
  private final BodyMemory bodies;
  private final Promise<byte[]> whole = Promise.promise();
  private Buffer read = Buffer.buffer();
  private long received;
  private boolean tooLarge;

  private BoundedBody(int maxBytes, boolean tooLarge, BodyMemory bodies) {
    this.maxBytes = maxBytes;
    this.tooLarge = tooLarge;
    this.bodies = bodies;
  }

  /**
   * Returns the body. The future fails with a {@link RefusedException} if the body is larger, too
   * slow or malformed, or if its memory is given to later ones, and with another exception if the
   * sender goes away. All that comes beyond the limit is received and thrown away, since many a
   * sender does not listen before it has sent all.
   *
   * @param request of which nothing was read yet
   */
  public static Future<byte[]> read(
      Vertx vertx, HttpServerRequest request, int maxBytes, Duration within, BodyMemory bodies) {
    boolean tooLarge = announcedBytes(request) > maxBytes;
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      if (tooLarge) {
        return Future.failedFuture(tooLarge(maxBytes));
      }
      request.response().writeContinue();
    }
    BoundedBody body = new BoundedBody(maxBytes, tooLarge, bodies);
    request.handler(body::add).endHandler(end -> body.end()).exceptionHandler(body::broken);
    long whole =
        vertx.setTimer(
            within.toMillis(),
            id -> body.fail(tooSlow("the body did not come within " + within.toSeconds() + " s")));
    long begun = vertx.setTimer(GRACE.toMillis(), id -> body.requirePace());
    return body.whole
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(whole);
              vertx.cancelTimer(begun);
            });
  }

  /**
   * Requires that the body is not larger by what its sender says.
   *
   * @throws RefusedException if it is
   */
  public static void requireAnnounced(HttpServerRequest request, int maxBytes)
      throws RefusedException {
    if (announcedBytes(request) > maxBytes) {
      throw tooLarge(maxBytes);
    }
  }

  private static RefusedException tooLarge(int maxBytes) {
    return RefusedException.of(
        new Rejection(
            Rejection.Reason.TOO_MANY_BYTES,
            "the image has more than " + maxBytes + " bytes; compress it, or raise --max-image"));
  }

  private static RefusedException tooSlow(String detail) {
    return new RefusedException(408, "TOO_SLOW", detail);
  }

  private void requirePace() {
    if (received < GRACE.toSeconds() * LEAST_BYTES_PER_SECOND) {
      fail(tooSlow("the body comes with less than " + LEAST_BYTES_PER_SECOND + " bytes/s"));
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
    fail(RefusedException.busy());
  }

  private void broken(Throwable failure) {
    boolean gone = failure instanceof HttpClosedException || failure instanceof IOException;
    fail(
        gone
            ? failure
            : new RefusedException(
                400,
                "MALFORMED_BODY",
                "the body of the request cannot be read: " + failure.getMessage()));
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
    byte[] body = read.getBytes();
    letGo();
    if (tooLarge) {
      whole.tryFail(tooLarge(maxBytes));
    } else {
      whole.tryComplete(body);
    }
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
