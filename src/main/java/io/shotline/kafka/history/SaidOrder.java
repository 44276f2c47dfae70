package io.shotline.kafka.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells the later of two records of a key, where records written here are known before they are
 * read. Without it the topic would bring an older one back for as long as the newer is not read.
 * Not safe for use by many threads.
 */
final class SaidOrder {
  /** By partition, the offset behind the last record that was read. */
  private final Map<Integer, Long> readTo = new HashMap<>();

  /** By key, the offset of the last record that was written here and is not read yet. */
  private final Map<String, Long> written = new HashMap<>();

  /** Notes a record that was written here; returns false if a later one of its key is known. */
  boolean wrote(String key, int partition, long offset) {
    if (offset < readTo.getOrDefault(partition, 0L)) {
      return false;
    }
    return written.merge(key, offset, Math::max) == offset;
  }

  /** Notes a record that was read; returns false if a later one of its key is known. */
  boolean read(String key, int partition, long offset) {
    readTo.put(partition, offset + 1);
    Long own = written.get(key);
    if (own != null && own > offset) {
      return false;
    }
    written.remove(key);
    return true;
  }
}
