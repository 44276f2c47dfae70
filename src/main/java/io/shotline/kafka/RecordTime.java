package io.shotline.kafka;

import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of a record, whoever sent it. */
final class RecordTime {
  /** Takes any record: Streams' own refuses negative times, and one such record would stop it. */
  static final TimestampExtractor EXTRACTOR =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  private RecordTime() {}
}
