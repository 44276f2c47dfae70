package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.AlertChange;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.line.AlertPage;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.AlertUpdate;
import io.shotline.core.line.Alerts;
import io.shotline.core.line.Answer;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.Shelf;
import io.shotline.core.line.ShelfUpdate;
import io.shotline.core.result.Feedback;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The alerts of a cluster: the newest are held in memory, as read at the start and followed since,
 * older ones are read when they are asked for. All that people say is on the topic of feedback, so
 * an index that is made anew has the same. Whoever makes it starts and closes it. Safe for use by
 * many threads.
 */
public final class AlertIndex implements Alerts, AutoCloseable {
  /** The most alerts in memory. */
  public static final int MOST_ALERTS = 10_000;

  /** The most memory for alerts; where they are large, fewer of them are held. */
  public static final long MOST_BYTES = 64L << 20;

  /** A shelf is no way to forget a camera. */
  private static final Duration LONGEST_SHELF = Duration.ofDays(30);

  /** An alert may have the end of its transaction behind it. */
  private static final int OFFSETS_OF_ALERT = 2;

  private final Clock clock;
  private final FollowedAlerts followed;
  private final AlertFollower follower;
  private final AlertPages pages;
  private final PlacedAlerts placed;
  private final SaidWriter writer;

  /** Makes an index that knows nothing before {@link #start}. Does not connect yet. */
  public AlertIndex(ClusterSettings cluster, Topics topics, Clock clock) {
    this(cluster, topics, clock, MOST_ALERTS, MOST_BYTES);
  }

  AlertIndex(ClusterSettings cluster, Topics topics, Clock clock, int mostAlerts, long mostBytes) {
    this.clock = requireNonNull(clock, "clock");
    this.followed = new FollowedAlerts(new AlertTable(mostAlerts, mostBytes), clock);
    this.follower =
        new AlertFollower(cluster, topics, clock, (long) OFFSETS_OF_ALERT * mostAlerts, followed);
    this.placed = new PlacedAlerts(cluster, topics);
    this.pages = new AlertPages(cluster, topics, followed, placed);
    this.writer = new SaidWriter(cluster, topics, followed);
  }

  /** Begins to read alerts in the background, and goes on until {@link #close}. */
  public void start() {
    follower.start();
  }

  @Override
  public AlertPage find(AlertQuery query) {
    return asked(() -> pages.find(query));
  }

  @Override
  public Optional<AlertEntry> get(AlertId id) {
    return asked(() -> pages.get(id));
  }

  @Override
  public AlertImage image(AlertId id) {
    return asked(() -> placed.image(id));
  }

  @Override
  public Optional<AlertUpdate> acknowledge(AlertId id, String by, String note) {
    return asked(() -> pages.get(id).map(before -> acknowledged(before, by, note)));
  }

  @Override
  public Optional<AlertUpdate> answer(
      AlertId id, Feedback.Verdict verdict, String by, String note) {
    return asked(() -> pages.get(id).flatMap(before -> answered(before, verdict, by, note)));
  }

  @Override
  public List<Shelf> shelves() {
    return asked(() -> followed.shelves().active(clock.instant()));
  }

  @Override
  public ShelfUpdate shelve(
      String cameraId, String productId, Instant until, String by, String note) {
    Instant now = clock.instant();
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException("until must be after now, " + now + ", got " + until);
    }
    if (until.isAfter(now.plus(LONGEST_SHELF))) {
      throw new IllegalArgumentException(
          "until must be at most " + LONGEST_SHELF.toDays() + " days from now, got " + until);
    }
    Shelf shelf = new Shelf(cameraId, productId, until, by, now, note);
    return asked(
        () -> {
          Shelf before =
              followed
                  .shelves()
                  .get(new FeedbackKey.OfShelf(cameraId, productId), now)
                  .orElse(null);
          if (before != null && before.until().equals(until) && isSaid(before.note(), note)) {
            return new ShelfUpdate(before, before);
          }
          writer.write(new FeedbackRecord.Shelf(shelf));
          return new ShelfUpdate(before, shelf);
        });
  }

  @Override
  public Optional<Shelf> unshelve(String cameraId, String productId) {
    return asked(
        () -> {
          Optional<Shelf> before =
              followed.shelves().get(new FeedbackKey.OfShelf(cameraId, productId), clock.instant());
          before.ifPresent(writer::remove);
          return before;
        });
  }

  @Override
  public boolean isComplete() {
    return followed.isComplete();
  }

  @Override
  public void onChange(Consumer<AlertChange> listener) {
    followed.onChange(listener);
  }

  @Override
  public void close() {
    follower.close();
    placed.close();
    writer.close();
  }

  private AlertUpdate acknowledged(AlertEntry before, String by, String note) {
    Acknowledgement seen = before.handling().acknowledgement();
    if (seen != null && isSaid(seen.note(), note)) {
      return new AlertUpdate(before, before);
    }
    Acknowledgement said = new Acknowledgement(before.eventId(), by, clock.instant(), note);
    return written(before, new FeedbackRecord.Acknowledgement(said));
  }

  /** Empty where the alert was deleted meanwhile: an answer needs all of its result. */
  private Optional<AlertUpdate> answered(
      AlertEntry before, Feedback.Verdict verdict, String by, String note) {
    Answer answer = before.handling().answer();
    if (answer != null && answer.verdict() == verdict && isSaid(answer.note(), note)) {
      return Optional.of(new AlertUpdate(before, before));
    }
    return placed
        .read(before.id())
        .map(alert -> Feedback.of(alert.image(), verdict, by, clock.instant(), note))
        .map(said -> written(before, new FeedbackRecord.Answer(said)));
  }

  private AlertUpdate written(AlertEntry before, FeedbackRecord record) {
    writer.write(record);
    return new AlertUpdate(before, before.with(SaidOfAlerts.with(before.handling(), record)));
  }

  /** Without a note of its own, one says no more than what stands. */
  private static boolean isSaid(String before, String note) {
    return note.isEmpty() || note.equals(before);
  }

  private <T> T asked(Supplier<T> question) {
    if (!followed.isComplete()) {
      throw new LineUnavailableException(
          "the alerts are still being read; ask again in a few seconds");
    }
    try {
      return question.get();
    } catch (ClusterException e) {
      throw new LineUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }
}
