package io.shotline.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which label values get a series of their own. Ids come from outside, so without a bound
 * one broken sender could fill the memory of this process and of Prometheus. Safe for use by many
 * threads.
 */
final class BoundedLabels {
  private static final int MAX_LENGTH = 200;

  private final int limit;
  private final Set<List<String>> known = ConcurrentHashMap.newKeySet();

  /** Admits this many combinations of values. */
  BoundedLabels(int limit) {
    this.limit = limit;
  }

  /** Whether these values, each of at most 200 characters, are among the first seen. */
  boolean admits(String... values) {
    List<String> key = List.of(values);
    if (known.contains(key)) {
      return true;
    }
    if (Arrays.stream(values).anyMatch(value -> value.length() > MAX_LENGTH)) {
      return false;
    }
    synchronized (this) {
      return known.contains(key) || (known.size() < limit && known.add(key));
    }
  }

  /** Makes room for others. */
  void forget(String... values) {
    known.remove(List.of(values));
  }

  /** Whether these values were admitted before. */
  boolean has(String... values) {
    return known.contains(List.of(values));
  }
}
