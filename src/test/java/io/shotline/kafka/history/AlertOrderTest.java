package io.shotline.kafka.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts of partitions in one order. */
class AlertOrderTest {
  private final AlertOrder order = new AlertOrder(Map.of(0, 3L, 1, 2L));

  @Test
  void shouldWaitForAnOlderAlertOfAnotherPartition() {
    order.add(alert(0, 0, 5));
    order.add(alert(0, 1, 7));
    assertThat(take()).isEmpty();

    order.add(alert(1, 0, 6));

    assertThat(take()).containsExactly("0-0 at 5", "1-0 at 6");
    assertThat(order.isWaiting(0)).isTrue();
    assertThat(order.isWaiting(1)).isFalse();
    assertThat(order.isDone()).isFalse();
  }

  @Test
  void shouldWaitForNoPartitionThatWasReadToItsEnd() {
    order.ended(1);
    order.add(alert(0, 0, 5));
    assertThat(take()).containsExactly("0-0 at 5");
    assertThat(order.isDone()).isFalse();

    order.ended(0);

    assertThat(order.isDone()).isTrue();
  }

  @Test
  void shouldKeepWhatLiesBehindTheEndsForLater() {
    order.add(alert(1, 2, 1));
    order.add(alert(0, 2, 5));
    assertThat(take()).containsExactly("0-2 at 5");
    assertThat(order.isDone()).isFalse();

    order.add(alert(0, 3, 9));

    assertThat(order.isDone()).isTrue();
    assertThat(take()).containsExactly("1-2 at 1", "0-3 at 9");
    order.add(alert(1, 3, 2));
    assertThat(take()).containsExactly("1-3 at 2");
  }

  @Test
  void shouldOrderAlertsOfOneMomentByTheirPlace() {
    order.add(alert(1, 0, 5));
    order.add(alert(1, 1, 5));
    order.add(alert(0, 0, 5));
    order.ended(0);
    order.ended(1);

    assertThat(take()).containsExactly("0-0 at 5", "1-0 at 5", "1-1 at 5");
  }

  private List<String> take() {
    return order.take().stream()
        .map(
            alert ->
                alert.place().partition()
                    + "-"
                    + alert.place().offset()
                    + " at "
                    + alert.time().getEpochSecond())
        .toList();
  }

  private static RecordedAlert alert(int partition, long offset, long second) {
    return new RecordedAlert(
        PublishedAlerts.alert("e", "camera-1", "cap"),
        new SourceRecord("anomalies", partition, offset),
        Instant.ofEpochSecond(second));
  }
}
