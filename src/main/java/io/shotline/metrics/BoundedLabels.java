package io.shotline.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which values of a label get a series of their own. Ids come from outside, so without a
 * bound one broken sender could fill the memory of this process and of Prometheus. Safe for use by
 * many threads.
 */
final class BoundedLabels {
  /** Longer ids are no names. */
  static final int MAX_LENGTH = 200;

  private final int limit;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Admits this many values. */
  BoundedLabels(int limit) {
    this.limit = limit;
  }

  /** Whether this value, of at most 200 characters, is among the first seen. */
  boolean admits(String value) {
    if (known.contains(value)) {
      return true;
    }
    if (value.length() > MAX_LENGTH) {
      return false;
    }
    synchronized (this) {
      return known.contains(value) || (known.size() < limit && known.add(value));
    }
  }

  /** Makes room for others. */
  void forget(String value) {
    known.remove(value);
  }
}
