package io.shotline.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Reads a request's body into memory, up to a limit and within a time; on the event loop. */
final class BoundedBody {
  private final int maxBytes;
  private final Promise<Optional<byte[]>> whole = Promise.promise();
  private Buffer read = Buffer.buffer();
  private boolean tooLarge;

  private BoundedBody(int maxBytes, boolean tooLarge) {
    this.maxBytes = maxBytes;
    this.tooLarge = tooLarge;
  }

  /**
   * The body, or empty if it is larger: what comes beyond the limit is received and thrown away,
   * since many a sender does not listen before it has sent all. Fails if the sender goes away, or
   * with a {@link TimeoutException} if it takes too long.
   *
   * @param request of which nothing was read yet
   */
  static Future<Optional<byte[]>> read(
      Vertx vertx, HttpServerRequest request, int maxBytes, Duration within) {
    boolean tooLarge = announcedBytes(request) > maxBytes;
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      if (tooLarge) {
        return Future.succeededFuture(Optional.empty());
      }
      request.response().writeContinue();
    }
    BoundedBody body = new BoundedBody(maxBytes, tooLarge);
    request.handler(body::add).endHandler(end -> body.end()).exceptionHandler(body.whole::tryFail);
    long timer = vertx.setTimer(within.toMillis(), id -> body.whole.tryFail(tooLate(within)));
    return body.whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static TimeoutException tooLate(Duration within) {
    return new TimeoutException("the image did not come within " + within.toSeconds() + " s");
  }

  private void add(Buffer chunk) {
    tooLarge = tooLarge || read.length() + (long) chunk.length() > maxBytes;
    if (tooLarge || whole.future().isComplete()) {
      read = Buffer.buffer();
    } else {
      read.appendBuffer(chunk);
    }
  }

  private void end() {
    whole.tryComplete(tooLarge ? Optional.empty() : Optional.of(read.getBytes()));
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
