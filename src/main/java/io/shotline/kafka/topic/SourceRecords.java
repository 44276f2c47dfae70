package io.shotline.kafka.topic;

import io.shotline.wire.SourceRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Names the record that a consumer or a stream has in hand. */
public final class SourceRecords {
  private SourceRecords() {}

  /** Returns where the record was read. */
  public static SourceRecord of(ConsumerRecord<?, ?> record) {
    return new SourceRecord(record.topic(), record.partition(), record.offset());
  }

  /** Returns where the record was read that the processor has in hand; not for punctuators. */
  public static SourceRecord of(ProcessorContext<?, ?> context) {
    RecordMetadata read = context.recordMetadata().orElseThrow();
    return new SourceRecord(read.topic(), read.partition(), read.offset());
  }
}
