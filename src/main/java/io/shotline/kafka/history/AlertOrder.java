package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings the alerts of several partitions into one order by time. An alert waits until each other
 * partition has one too, or has no more below its end. Used by one thread.
 */
final class AlertOrder {
  private final Map<Integer, Long> ends;
  private final Map<Integer, Queue<RecordedAlert>> waiting = new TreeMap<>();
  private final Set<Integer> readToTheirEnd = new HashSet<>();

  /**
   * Makes an order of nothing.
   *
   * @param ends of all partitions; alerts from there on wait until all before them were taken
   */
  AlertOrder(Map<Integer, Long> ends) {
    this.ends = Map.copyOf(ends);
    ends.keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
  }

  /** Adds an alert; those of a partition come in the order of their offsets. */
  void add(RecordedAlert alert) {
    int partition = alert.place().partition();
    requireNonNull(waiting.get(partition)).add(alert);
    if (isBehindEnd(alert)) {
      ended(partition);
    }
  }

  /** Says that the partition has no more alerts below its end than those that were added. */
  void ended(int partition) {
    readToTheirEnd.add(partition);
  }

  /** Returns whether alerts of the partition wait. */
  boolean isWaiting(int partition) {
    return !requireNonNull(waiting.get(partition)).isEmpty();
  }

  /** Returns whether all alerts below the ends were taken. */
  boolean isDone() {
    return waiting.keySet().stream().allMatch(this::isDone);
  }

  /** Takes the alerts whose turn it is, the oldest first; after the ends, all there are. */
  List<RecordedAlert> take() {
    List<RecordedAlert> taken = new ArrayList<>();
    while (!isDone() && areAllKnown()) {
      taken.add(takeOldest());
    }
    if (isDone()) {
      List<RecordedAlert> live = new ArrayList<>();
      waiting.values().forEach(queue -> drain(queue, live));
      live.sort(RecordedAlert.OLDEST_FIRST);
      taken.addAll(live);
    }
    return taken;
  }

  private boolean isDone(int partition) {
    RecordedAlert first = requireNonNull(waiting.get(partition)).peek();
    return readToTheirEnd.contains(partition) && (first == null || isBehindEnd(first));
  }

  private boolean isBehindEnd(RecordedAlert alert) {
    return alert.place().offset() >= requireNonNull(ends.get(alert.place().partition()));
  }

  private boolean areAllKnown() {
    return waiting.keySet().stream()
        .allMatch(partition -> isDone(partition) || isWaiting(partition));
  }

  private RecordedAlert takeOldest() {
    RecordedAlert oldest =
        waiting.keySet().stream()
            .filter(partition -> !isDone(partition))
            .map(partition -> requireNonNull(waiting.get(partition)).element())
            .min(RecordedAlert.OLDEST_FIRST)
            .orElseThrow();
    return requireNonNull(waiting.get(oldest.place().partition())).remove();
  }

  private static void drain(Queue<RecordedAlert> from, List<RecordedAlert> to) {
    to.addAll(from);
    from.clear();
  }
}
