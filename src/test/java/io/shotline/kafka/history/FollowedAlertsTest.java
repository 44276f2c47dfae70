package io.shotline.kafka.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.AlertChange;
import io.shotline.core.line.Shelf;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import io.shotline.wire.ShelfCodec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowedAlertsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final FeedbackKey KEY = new FeedbackKey.OfShelf("camera-1", "");

  private final FollowedAlerts followed =
      new FollowedAlerts(new AlertTable(10, 1 << 20), Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<AlertChange> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    followed.complete();
    followed.onChange(told::add);
  }

  @Test
  void shouldNotBringBackWhatWasTakenBackMeanwhile() {
    wrote(3, shelf("lamp"));
    wrote(4, null);

    read(3, shelf("lamp"));
    assertThat(shelves()).isEmpty();
    read(4, null);

    assertThat(shelves()).isEmpty();
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldTakeWhatAnotherInstanceSaidLater() {
    wrote(3, shelf("lamp"));

    read(2, shelf("before"));
    assertThat(shelves()).containsExactly(shelf("lamp"));
    read(3, shelf("lamp"));
    read(5, shelf("after"));
    assertThat(shelves()).containsExactly(shelf("after"));

    read(6, null);
    assertThat(shelves()).isEmpty();
  }

  @Test
  void shouldTakeTheLaterOfTwoThatWereWrittenAtOnce() {
    wrote(8, shelf("second"));
    wrote(7, shelf("first"));

    assertThat(shelves()).containsExactly(shelf("second"));
  }

  @Test
  void shouldKnowThatAWrittenRecordIsOlderThanThoseThatWereRead() {
    read(7, shelf("first"));
    read(8, null);
    wrote(7, shelf("first"));

    assertThat(shelves()).isEmpty();
  }

  private List<Shelf> shelves() {
    return followed.shelves().active(NOW);
  }

  private void wrote(long offset, @Nullable Shelf shelf) {
    followed.wrote(KEY, 0, offset, shelf == null ? null : new FeedbackRecord.Shelf(shelf));
  }

  private void read(long offset, @Nullable Shelf shelf) {
    byte[] value = shelf == null ? null : ShelfCodec.toBytes(shelf);
    followed.said(new ConsumerRecord<>("feedback", 0, offset, KEY.bytes(), value));
  }

  private static Shelf shelf(String note) {
    return new Shelf("camera-1", "", NOW.plusSeconds(60), "ann", NOW, note);
  }
}
