package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.core.line.AlertChange;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.Shelf;
import io.shotline.failure.OncePerMinute;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the newest alerts and the shelves as they are read, and tells listeners of what is new once
 * all was read that there was. Safe for use by many threads.
 */
final class FollowedAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedAlerts.class);

  private final AlertTable alerts;
  private final ShelfTable shelves = new ShelfTable();
  private final SaidOrder order = new SaidOrder();
  private final Clock clock;
  private final List<Consumer<AlertChange>> listeners = new CopyOnWriteArrayList<>();
  private final OncePerMinute words = new OncePerMinute();
  private volatile boolean isComplete;

  FollowedAlerts(AlertTable alerts, Clock clock) {
    this.alerts = requireNonNull(alerts, "alerts");
    this.clock = requireNonNull(clock, "clock");
  }

  AlertTable alerts() {
    return alerts;
  }

  ShelfTable shelves() {
    return shelves;
  }

  /** Returns an alert with the shelf that sets it aside now. */
  AlertEntry shown(AlertEntry alert) {
    return shelves.shown(alert, clock.instant());
  }

  boolean isComplete() {
    return isComplete;
  }

  void onChange(Consumer<AlertChange> listener) {
    listeners.add(requireNonNull(listener, "listener"));
  }

  /** Says that older alerts than those of this time are not read. */
  void begin(Instant since) {
    if (since.isAfter(Instant.EPOCH)) {
      alerts.startAt(AlertPosition.at(since));
    }
  }

  /** Says that all was read that there was at the start. */
  void complete() {
    isComplete = true;
  }

  synchronized void appeared(AlertEntry alert) {
    alerts.add(alert).ifPresent(held -> tell(new AlertChange.Appeared(shown(held))));
  }

  /** Takes a record of the topic of feedback; one that cannot be read is passed over. */
  synchronized void said(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), UTF_8);
    if (!order.read(key, record.partition(), record.offset())) {
      return;
    }
    if (record.value() == null) {
      takeBack(FeedbackKey.of(record.key()));
      return;
    }
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    FeedbackRecord.parse(record.value(), record.key(), time).asOptional().ifPresent(this::note);
  }

  /**
   * Takes a record that was written here, before it is read from its topic.
   *
   * @param record null: it takes back what was said
   */
  synchronized void wrote(
      FeedbackKey key, int partition, long offset, @Nullable FeedbackRecord record) {
    if (!order.wrote(key.text(), partition, offset)) {
      return;
    }
    if (record == null) {
      takeBack(key);
    } else {
      note(record);
    }
  }

  /** Takes what a person said; the same again changes nothing. */
  private void note(FeedbackRecord record) {
    if (record instanceof FeedbackRecord.Shelf of) {
      Shelf shelf = of.said();
      if (!shelf.isActive(clock.instant())) {
        takeBack(new FeedbackKey.OfShelf(shelf.cameraId(), shelf.productId()));
      } else if (shelves.put(shelf)) {
        tell(new AlertChange.Shelved(shelf));
      }
      return;
    }
    alerts.note(record).forEach(changed -> tell(new AlertChange.Handled(shown(changed))));
  }

  private void takeBack(FeedbackKey key) {
    if (key instanceof FeedbackKey.OfShelf of) {
      shelves.remove(of).ifPresent(shelf -> tell(new AlertChange.Unshelved(shelf)));
      return;
    }
    alerts.takeBack(key).forEach(changed -> tell(new AlertChange.Handled(shown(changed))));
  }

  /** Forgets the alerts of a partition whose time is over. */
  void forget(int partition, long beforeOffset) {
    alerts.forget(partition, beforeOffset);
  }

  /** Ends the shelves whose time is over; to be called now and then. */
  synchronized void tick() {
    shelves.takeEnded(clock.instant()).forEach(shelf -> tell(new AlertChange.Unshelved(shelf)));
  }

  private void tell(AlertChange change) {
    if (!isComplete) {
      return;
    }
    for (Consumer<AlertChange> listener : listeners) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        if (words.isDue()) {
          LOG.warn("a listener failed on a change of alerts", e);
        }
      }
    }
  }
}
