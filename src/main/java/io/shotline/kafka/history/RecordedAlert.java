package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An alert that is kept on its topic.
 *
 * @param place where it lies
 * @param time when it came, by the broker's clock
 */
public record RecordedAlert(AlertRecord alert, SourceRecord place, Instant time) {
  static final Comparator<RecordedAlert> OLDEST_FIRST =
      Comparator.comparing(RecordedAlert::time)
          .thenComparing(alert -> alert.place().partition())
          .thenComparing(alert -> alert.place().offset());

  public RecordedAlert {
    requireNonNull(alert, "alert");
    requireNonNull(place, "place");
    requireNonNull(time, "time");
  }

  /** Reads a record of the topic of alerts; empty if it is none. */
  static Optional<RecordedAlert> read(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    return AlertCodec.parse(record.value())
        .asOptional()
        .map(alert -> new RecordedAlert(alert, SourceRecords.of(record), time));
  }

  /** Returns the result of the image. */
  public ScoredImage image() {
    return alert.image();
  }
}
