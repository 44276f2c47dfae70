package io.shotline.core.line;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of alerts, the newest first.
 *
 * @param products empty: all
 * @param cameras empty: all
 * @param from alerts that came at this time or later; null: since ever
 * @param until alerts that came before this time; null: up to now
 * @param states empty: all
 * @param limit the most alerts of the page, at least 1
 * @param before alerts older than this position alone; null: from the newest
 */
public record AlertQuery(
    Set<String> products,
    Set<String> cameras,
    @Nullable Instant from,
    @Nullable Instant until,
    Set<AlertState> states,
    int limit,
    @Nullable AlertPosition before) {
  public AlertQuery {
    products = Set.copyOf(products);
    cameras = Set.copyOf(cameras);
    states = Set.copyOf(states);
    // Brokers know no other times.
    from = from == null || from.isBefore(Instant.EPOCH) ? null : from;
    until = until != null && until.isBefore(Instant.EPOCH) ? Instant.EPOCH : until;
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, got " + limit);
    }
  }

  /** Asks for the newest alerts of all. */
  public static AlertQuery newest(int limit) {
    return new AlertQuery(Set.of(), Set.of(), null, null, Set.of(), limit, null);
  }

  /** Asks for the alerts behind a page. */
  public AlertQuery behind(AlertPosition position) {
    return new AlertQuery(products, cameras, from, until, states, limit, position);
  }

  /** Returns the position that all alerts asked for are older than. */
  public AlertPosition end() {
    AlertPosition end = before == null ? AlertPosition.END : before;
    AlertPosition ofTime = until == null ? AlertPosition.END : AlertPosition.at(until);
    return end.compareTo(ofTime) <= 0 ? end : ofTime;
  }

  /** Returns whether an alert is asked for, by all but its state. */
  public boolean isAbout(AlertEntry alert) {
    return (products.isEmpty() || products.contains(alert.result().productId()))
        && (cameras.isEmpty() || cameras.contains(alert.result().cameraId()))
        && (from == null || !alert.time().isBefore(from))
        && alert.position().compareTo(end()) < 0;
  }

  /** Returns whether alerts of this state are asked for. */
  public boolean wants(AlertState state) {
    return states.isEmpty() || states.contains(state);
  }
}
