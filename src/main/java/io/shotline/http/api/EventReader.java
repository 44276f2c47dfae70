package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.http.api.EventLog.Event;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Sends events to one reader, from the log that all share. A reader that takes nothing for half a
 * minute, or that falls behind the log, is dropped: it has no queue beyond that of its socket. Runs
 * on the event loop; only {@link #wake} may be called by any thread.
 */
final class EventReader {
  /** Shorter than the time after which a connection counts as idle. */
  private static final Duration BEAT = Duration.ofSeconds(15);

  private static final int AT_ONCE = 50;
  private static final String COMMENT = ":\n\n";

  private final EventLog log;
  private final RoutingContext context;
  private final HttpServerResponse response;
  private final Context loop;
  private final BooleanSupplier mayStay;
  private final AtomicBoolean isWoken = new AtomicBoolean();
  private final Runnable waker = this::wake;
  private final long timer;
  private boolean wasFull;
  private boolean hasEnded;
  private long sent;

  /** Makes the reader of a request; on the event loop. */
  EventReader(EventLog log, RoutingContext context, BooleanSupplier mayStay) {
    this.log = requireNonNull(log, "log");
    this.context = requireNonNull(context, "context");
    this.response = context.response();
    this.loop = context.vertx().getOrCreateContext();
    this.mayStay = requireNonNull(mayStay, "mayStay");
    this.timer = context.vertx().setPeriodic(BEAT.toMillis(), id -> beat());
  }

  /**
   * Sends what came since an event, and all that comes.
   *
   * @param lastId of the event that the reader had last; empty if it had none
   */
  void begin(String lastId) {
    OptionalLong last = log.number(lastId);
    boolean isResumed = last.isPresent() && log.reaches(last.getAsLong());
    sent = isResumed ? last.getAsLong() : log.last();
    response.setChunked(true).putHeader("Content-Type", BodyTypes.EVENTS);
    // Proxies would hold events back.
    response.putHeader("X-Accel-Buffering", "no");
    response.closeHandler(closed -> end());
    response.exceptionHandler(failed -> end());
    response.drainHandler(drained -> pump());
    send(log.text(sent, "begin", new JsonObject().put("missed", !isResumed)));
    log.listen(waker);
    pump();
  }

  private void wake() {
    if (isWoken.compareAndSet(false, true)) {
      loop.runOnContext(
          unused -> {
            isWoken.set(false);
            pump();
          });
    }
  }

  private void pump() {
    if (!hasEnded && !log.reaches(sent)) {
      drop();
    }
    while (!hasEnded && !response.writeQueueFull()) {
      List<Event> events = log.after(sent, AT_ONCE);
      if (events.isEmpty()) {
        return;
      }
      for (Event event : events) {
        if (response.writeQueueFull()) {
          return;
        }
        send(event.text());
        sent = event.number();
      }
    }
  }

  private void beat() {
    boolean isFull = response.writeQueueFull();
    if ((isFull && wasFull) || !log.reaches(sent) || !mayStay.getAsBoolean()) {
      drop();
    } else if (!isFull) {
      send(COMMENT);
    }
    wasFull = isFull;
  }

  private void send(String text) {
    response.write(text).onFailure(failed -> end());
  }

  private void drop() {
    end();
    context.request().connection().close();
  }

  private void end() {
    if (!hasEnded) {
      hasEnded = true;
      log.forget(waker);
      boolean unused = context.vertx().cancelTimer(timer);
    }
  }
}
