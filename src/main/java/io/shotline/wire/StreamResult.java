package io.shotline.wire;

/**
 * What came out of the stream. Every image becomes one {@link ScoredRecord} or {@link
 * DeadLetterRecord}; one that looks wrong becomes an {@link AlertRecord} too.
 */
public sealed interface StreamResult permits ScoredRecord, AlertRecord, DeadLetterRecord {
  /** Returns the record that the result is about. */
  SourceRecord source();
}
