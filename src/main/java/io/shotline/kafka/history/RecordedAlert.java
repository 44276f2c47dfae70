package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.Comparator;

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

  /** Returns the result of the image. */
  public ScoredImage image() {
    return alert.image();
  }
}
