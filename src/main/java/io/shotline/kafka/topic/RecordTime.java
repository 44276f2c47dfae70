package io.shotline.kafka.topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of a record, whoever sent it. */
public final class RecordTime {
  /** Takes any record: Streams' own refuses negative times, and one such record would stop it. */
  public static final TimestampExtractor EXTRACTOR = (record, partitionTime) -> of(record);

  private RecordTime() {}

  /** Milliseconds since 1970, not negative. */
  public static long of(ConsumerRecord<?, ?> record) {
    return Math.max(0, record.timestamp());
  }
}
