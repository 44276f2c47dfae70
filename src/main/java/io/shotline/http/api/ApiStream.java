package io.shotline.http.api;

import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** An answer that goes on until its reader leaves. */
@FunctionalInterface
interface ApiStream {
  /**
   * Begins the answer; called on the event loop and returns at once.
   *
   * @param mayStay whether the caller may still have it; asked on the event loop
   */
  void begin(RoutingContext context, BooleanSupplier mayStay);
}
