package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.Handling;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the newest alerts and how people dealt with them, within a number and a memory: a new alert
 * drives the oldest out. Safe for use by many threads.
 */
final class AlertTable {
  /** More events that have no alert here would be those of old alerts. */
  private static final int MOST_WAITING = 1000;

  private final int mostAlerts;
  private final long mostBytes;
  private final NavigableMap<AlertPosition, AlertEntry> alerts = new TreeMap<>();
  private final Map<AlertId, AlertPosition> positions = new HashMap<>();
  private final Map<String, Set<AlertPosition>> byEvent = new HashMap<>();

  /** Of events whose alerts may still come; the one that was said longest ago comes first. */
  private final Map<String, Handling> waiting = new LinkedHashMap<>();

  private long bytes;

  /** All alerts from it on are held, and none before it; null: all are held that there are. */
  private @Nullable AlertPosition start;

  AlertTable(int mostAlerts, long mostBytes) {
    this.mostAlerts = mostAlerts;
    this.mostBytes = mostBytes;
  }

  /** Says that alerts before this position are not held. */
  synchronized void startAt(AlertPosition first) {
    start = requireNonNull(first, "first");
  }

  /** Adds an alert; returns it as it is held, empty if it is known or too old. */
  synchronized Optional<AlertEntry> add(AlertEntry alert) {
    AlertPosition position = alert.position();
    if (alerts.containsKey(position) || (start != null && position.compareTo(start) < 0)) {
      return Optional.empty();
    }
    AlertPosition former = positions.get(alert.id());
    if (former != null) {
      remove(former);
    }
    AlertEntry held = alert.with(known(alert.eventId()));
    waiting.remove(alert.eventId());
    alerts.put(position, held);
    positions.put(held.id(), position);
    byEvent.computeIfAbsent(held.eventId(), event -> new TreeSet<>()).add(position);
    bytes += EntryMemory.of(held);
    while (alerts.size() > mostAlerts || (bytes > mostBytes && alerts.size() > 1)) {
      AlertPosition oldest = alerts.firstKey();
      remove(oldest);
      start = oldest.next();
    }
    return Optional.of(held);
  }

  /** Notes what a person said; returns the alerts that it changed. */
  synchronized List<AlertEntry> note(FeedbackRecord record) {
    return change(SaidOfAlerts.eventOf(record), handling -> SaidOfAlerts.with(handling, record));
  }

  /** Takes back what a tombstone is about; returns the alerts that it changed. */
  synchronized List<AlertEntry> takeBack(FeedbackKey key) {
    return change(SaidOfAlerts.eventOf(key), handling -> SaidOfAlerts.without(handling, key));
  }

  /** Returns an alert; empty if it is not held. */
  synchronized Optional<AlertEntry> get(AlertId id) {
    return Optional.ofNullable(positions.get(id)).map(alerts::get);
  }

  /**
   * Alerts at one moment.
   *
   * @param alerts the newest first
   * @param start the position from which on all alerts were held; null: all were held
   */
  record Held(List<AlertEntry> alerts, @Nullable AlertPosition start) {
    Held {
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * Returns alerts.
   *
   * @param end they are older than it
   * @param seen an alert as a person sees it, or null if it is not asked for
   */
  synchronized Held find(AlertPosition end, int most, Seen seen) {
    List<AlertEntry> found = new ArrayList<>();
    for (AlertEntry alert : alerts.headMap(end, false).descendingMap().values()) {
      AlertEntry shown = seen.of(alert);
      if (shown != null) {
        found.add(shown);
        if (found.size() >= most) {
          break;
        }
      }
    }
    return new Held(found, start);
  }

  /** Forgets the alerts whose time is over. */
  synchronized void forget(int partition, long beforeOffset) {
    List<AlertPosition> over =
        alerts.keySet().stream()
            .filter(at -> at.id().partition() == partition && at.id().offset() < beforeOffset)
            .toList();
    over.forEach(this::remove);
  }

  synchronized int size() {
    return alerts.size();
  }

  /** Looks at an alert. */
  interface Seen {
    /** Returns the alert as a person sees it; null if it is not asked for. */
    @Nullable AlertEntry of(AlertEntry alert);
  }

  private Handling known(String eventId) {
    Set<AlertPosition> same = byEvent.get(eventId);
    return same == null
        ? waiting.getOrDefault(eventId, Handling.NONE)
        : requireNonNull(alerts.get(same.iterator().next())).handling();
  }

  private List<AlertEntry> change(@Nullable String eventId, UnaryOperator<Handling> changed) {
    if (eventId == null) {
      return List.of();
    }
    Handling after = changed.apply(known(eventId));
    Set<AlertPosition> same = byEvent.get(eventId);
    if (same == null) {
      keepWaiting(eventId, after);
      return List.of();
    }
    List<AlertEntry> all = new ArrayList<>();
    for (AlertPosition position : same) {
      AlertEntry before = requireNonNull(alerts.get(position));
      if (!before.handling().equals(after)) {
        AlertEntry held = before.with(after);
        alerts.put(position, held);
        bytes += EntryMemory.of(held) - EntryMemory.of(before);
        all.add(held);
      }
    }
    return all;
  }

  private void keepWaiting(String eventId, Handling handling) {
    waiting.remove(eventId);
    waiting.put(eventId, handling);
    if (waiting.size() > MOST_WAITING) {
      waiting.remove(waiting.keySet().iterator().next());
    }
  }

  private void remove(AlertPosition position) {
    AlertEntry gone = requireNonNull(alerts.remove(position));
    bytes -= EntryMemory.of(gone);
    positions.remove(gone.id());
    Set<AlertPosition> same = requireNonNull(byEvent.get(gone.eventId()));
    same.remove(position);
    if (same.isEmpty()) {
      byEvent.remove(gone.eventId());
    }
  }
}
