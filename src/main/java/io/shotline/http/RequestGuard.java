package io.shotline.http;

import io.vertx.core.http.HttpServerRequest;

/** Decides whether a request may be answered. Called on the event loop; must not block. */
@FunctionalInterface
public interface RequestGuard {
  /** Lets all in. */
  RequestGuard OPEN = request -> {};

  /**
   * Requires that the request may be answered.
   *
   * @throws RefusedException if it may not
   */
  void require(HttpServerRequest request) throws RefusedException;
}
