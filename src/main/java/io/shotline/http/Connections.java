package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Bounds how many connections are open, and how long one waits for the headers of a request. A new
 * one takes the place of the one that has waited longest for its sender, so that whoever is quick
 * is answered however many are slow. Runs on the event loop alone.
 */
public final class Connections {
  /** Enough for Prometheus, probes, people and callers, few of the files of a process. */
  static final int MOST = 64;

  private static final Duration FIRST_HEADERS = Duration.ofSeconds(10);
  private static final Duration NEXT_HEADERS = Duration.ofSeconds(60);

  private final Vertx vertx;

  /** Those without a request, the longest first. */
  private final Set<HttpConnection> waiting = new LinkedHashSet<>();

  /** Those with requests that are not answered yet, and how many. */
  private final Map<HttpConnection, Integer> answering = new HashMap<>();

  /** Those of them whose sender has not sent all, the longest first. */
  private final Set<HttpConnection> receiving = new LinkedHashSet<>();

  /** The last timer of each that is open. */
  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  public Connections(Vertx vertx) {
    this.vertx = requireNonNull(vertx, "vertx");
  }

  /** Takes a connection in, or closes it if all others are being answered. */
  public void opened(HttpConnection connection) {
    if (open() >= MOST && !dropSlowest()) {
      connection.close();
      return;
    }
    connection.closeHandler(closed -> forget(connection));
    await(connection, FIRST_HEADERS);
  }

  /** Notes the headers of a request; until its answer is sent the connection is kept. */
  public void began(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (!answering.containsKey(connection) && !stopWaiting(connection)) {
      return;
    }
    answering.merge(connection, 1, Integer::sum);
    request.response().endHandler(sent -> ended(connection));
  }

  /** Marks that the body of the request is being received: the connection may be dropped. */
  public void receives(HttpServerRequest request) {
    if (answering.containsKey(request.connection())) {
      receiving.add(request.connection());
    }
  }

  /** Marks that the sender has sent all; only this server is waited for. */
  public void received(HttpServerRequest request) {
    receiving.remove(request.connection());
  }

  private int open() {
    return waiting.size() + answering.size();
  }

  private void ended(HttpConnection connection) {
    receiving.remove(connection);
    Integer left = answering.computeIfPresent(connection, (key, n) -> n == 1 ? null : n - 1);
    if (left == null && deadlines.containsKey(connection)) {
      await(connection, NEXT_HEADERS);
    }
  }

  private void await(HttpConnection connection, Duration within) {
    waiting.add(connection);
    deadlines.put(
        connection,
        vertx.setTimer(
            within.toMillis(),
            id -> {
              if (waiting.contains(connection)) {
                drop(connection);
              }
            }));
  }

  private boolean stopWaiting(HttpConnection connection) {
    Long timer = deadlines.get(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    return waiting.remove(connection);
  }

  private boolean dropSlowest() {
    Iterator<HttpConnection> slowest = (waiting.isEmpty() ? receiving : waiting).iterator();
    if (!slowest.hasNext()) {
      return false;
    }
    drop(slowest.next());
    return true;
  }

  private void drop(HttpConnection connection) {
    forget(connection);
    connection.close();
  }

  private void forget(HttpConnection connection) {
    stopWaiting(connection);
    deadlines.remove(connection);
    receiving.remove(connection);
    answering.remove(connection);
  }
}
