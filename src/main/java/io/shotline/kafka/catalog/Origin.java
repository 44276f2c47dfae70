package io.shotline.kafka.catalog;

import io.shotline.wire.SourceRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where the record in hand was read. */
public final class Origin {
  private Origin() {}

  public static SourceRecord of(ProcessorContext<?, ?> context) {
    // Only punctuators have none.
    RecordMetadata read = context.recordMetadata().orElseThrow();
    return new SourceRecord(read.topic(), read.partition(), read.offset());
  }
}
