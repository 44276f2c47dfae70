package io.shotline.kafka.catalog;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How often each product's shots changed since this process started. Counted by the global thread,
 * read by the scoring threads; one per topology.
 */
public final class CatalogRevisions {
  private final ConcurrentMap<String, Long> revisions = new ConcurrentHashMap<>();

  /** Call after the change can be read: who sees the new number must see the new shots. */
  void bump(String productId) {
    revisions.merge(productId, 1L, Long::sum);
  }

  long of(String productId) {
    return revisions.getOrDefault(productId, 0L);
  }
}
