package io.shotline.http.api;

import io.vertx.ext.web.RoutingContext;

/**
 * Lets few forms in at once, from their first byte to their answer: each holds as much memory as
 * several images. Runs on the event loop alone.
 */
final class FormGate {
  private static final int MOST = 2;
  private static final String INSIDE = "form";

  private int inside;

  /**
   * Lets a form in.
   *
   * @throws ProblemException if there is no room now
   */
  void enter(RoutingContext context) throws ProblemException {
    if (inside >= MOST) {
      throw new ProblemException(503, "BUSY", "as many forms are in work as may; try again")
          .header("Retry-After", "1");
    }
    inside++;
    context.put(INSIDE, true);
  }

  /** Notes that nobody holds the request's body any more. Does nothing for one that is no form. */
  void leave(RoutingContext context) {
    if (context.remove(INSIDE) != null) {
      inside--;
    }
  }
}
