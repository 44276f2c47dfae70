package io.shotline.kafka.history;

import static io.shotline.kafka.history.SampleAlerts.entry;
import static io.shotline.kafka.history.SampleAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.AlertState;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import io.shotline.testing.SampleScores;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertTableTest {
  private static final Instant NOW = SampleScores.NOW;

  private final AlertTable table = new AlertTable(3, AlertIndex.MOST_BYTES);

  @Test
  void shouldHoldTheNewestInTheOrderOfTheirTime() {
    table.add(entry(50, 1, 7));
    table.add(entry(40, 0, 3));
    table.add(entry(60, 0, 4));
    assertThat(all().start()).isNull();
    assertThat(table.add(entry(60, 0, 4))).as("the same again").isEmpty();

    table.add(entry(55, 1, 8));
    assertThat(table.add(entry(39, 1, 1))).as("too old").isEmpty();

    assertThat(ids(all().alerts())).containsExactly("0-4", "1-8", "1-7");
    assertThat(all().start()).isEqualTo(entry(40, 0, 3).position().next());
    assertThat(table.get(new AlertId(0, 3))).isEmpty();
    assertThat(ids(table.find(entry(55, 1, 8).position(), 9, alert -> alert).alerts()))
        .containsExactly("1-7");
    assertThat(ids(table.find(AlertPosition.END, 2, alert -> alert).alerts()))
        .containsExactly("0-4", "1-8");
  }

  @Test
  void shouldKeepWhatPeopleSayWhicheverComesFirst() {
    table.note(seen("e-1"));
    table.add(entry(10, 0, 1));
    table.add(entry(20, 0, 2));

    assertThat(table.note(seen("e-2")))
        .extracting(AlertEntry::state)
        .containsExactly(AlertState.ACKNOWLEDGED);
    assertThat(table.note(seen("e-2"))).as("the same again").isEmpty();
    assertThat(table.note(answer("e-2", Feedback.Verdict.DEFECT))).hasSize(1);
    assertThat(table.note(answer("e-2", Feedback.Verdict.FALSE_ALARM))).hasSize(1);

    assertThat(all().alerts())
        .extracting(AlertEntry::state)
        .containsExactly(AlertState.ANSWERED, AlertState.ACKNOWLEDGED);
    assertThat(table.takeBack(new FeedbackKey.OfAnswer("e-2")))
        .extracting(AlertEntry::state)
        .containsExactly(AlertState.ACKNOWLEDGED);
  }

  @Test
  void shouldSayTheSameOfAllAlertsOfAnEvent() {
    table.add(entry(10, 0, 1));
    table.add(entry(20, 1, 1));

    assertThat(table.note(seen("e-1"))).hasSize(2);
    table.add(entry(30, 2, 1));
    assertThat(all().alerts())
        .extracting(AlertEntry::state)
        .containsExactly(AlertState.ACKNOWLEDGED, AlertState.ACKNOWLEDGED, AlertState.ACKNOWLEDGED);
  }

  @Test
  void shouldForgetAlertsWhoseTimeIsOver() {
    table.add(entry(10, 0, 1));
    table.add(entry(20, 0, 2));
    table.add(entry(30, 1, 1));

    table.forget(0, 2);

    assertThat(ids(all().alerts())).containsExactly("1-1", "0-2");
    assertThat(all().start()).as("nothing older is left to be read").isNull();
  }

  @Test
  void shouldTakeAnAlertOfATopicThatWasMadeAnewForTheNewerOne() {
    table.add(entry(10, 0, 1));
    table.add(entry(20, 0, 1));

    assertThat(all().alerts())
        .extracting(AlertEntry::time)
        .containsExactly(Instant.ofEpochMilli(20));
  }

  @Test
  void shouldShowTheShelfThatEndsLast() {
    ShelfTable shelves = new ShelfTable();
    AlertEntry alert = entry(10, 0, 1);
    Shelf camera = shelf("camera-1", "", 60);
    Shelf product = shelf("", "cap", 90);
    shelves.put(camera);
    shelves.put(product);
    shelves.put(shelf("camera-1", "lid", 500));
    shelves.put(shelf("camera-2", "cap", 500));

    assertThat(shelves.shown(alert, NOW).handling().shelf()).isEqualTo(product);
    assertThat(shelves.active(NOW)).startsWith(camera, product);
    assertThat(shelves.shown(alert, NOW.plusSeconds(90))).isEqualTo(alert);
    assertThat(shelves.takeEnded(NOW.plusSeconds(90))).containsExactly(camera, product);
    assertThat(shelves.active(NOW)).hasSize(2);
  }

  private AlertTable.Held all() {
    return table.find(AlertPosition.END, 100, alert -> alert);
  }

  private static Shelf shelf(String camera, String product, long seconds) {
    return new Shelf(camera, product, NOW.plusSeconds(seconds), "ann", NOW, "");
  }

  private static FeedbackRecord seen(String event) {
    return new FeedbackRecord.Acknowledgement(new Acknowledgement(event, "ann", NOW, ""));
  }

  private static FeedbackRecord answer(String event, Feedback.Verdict verdict) {
    return new FeedbackRecord.Answer(new Feedback(event, "cap", verdict, "ann", NOW, ""));
  }
}
