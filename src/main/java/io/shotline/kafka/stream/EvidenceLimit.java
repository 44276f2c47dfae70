package io.shotline.kafka.stream;

import io.shotline.kafka.cluster.MessageLimits;

/**
 * How large a record of evidence may be. Whoever runs the cluster may have given the topic less
 * room than shotline does, which a start finds out. Safe for use by many threads.
 */
final class EvidenceLimit {
  /** Room for the key and for what the protocol and a compression add. */
  private static final int RESERVE = 64 << 10;

  private volatile int recordBytes = MessageLimits.RECORD_BYTES;

  /** Notes what the topic takes. */
  void topicTakes(long bytes) {
    recordBytes = (int) Math.min(bytes, MessageLimits.RECORD_BYTES);
  }

  /** Returns whether a record with a value of these bytes is taken. */
  boolean allows(int valueBytes) {
    return valueBytes <= recordBytes - RESERVE;
  }
}
