package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What to answer with: the body and the value of its Content-Type header. */
public record Page(String contentType, String body) {
  static final String JSON = "application/json";

  public Page {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
  }

  static Page json(String body) {
    return new Page(JSON, body);
  }

  /** Sends this as the answer; to a request with HEAD, without the body. */
  Future<Void> send(HttpServerResponse response, int status) {
    return response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
        .end(body);
  }
}
