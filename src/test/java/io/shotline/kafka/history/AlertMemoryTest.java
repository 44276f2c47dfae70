package io.shotline.kafka.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertPosition;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** However large the alerts are, the index takes no more memory than it says. */
class AlertMemoryTest {
  private static final int MOST = AlertIndex.MOST_ALERTS;

  @Test
  void shouldHoldTenThousandAlertsWithTheGreatestAttributesIn64Megabytes() {
    assertMemory(offset -> SampleAlerts.withAttributes(offset, 'x'), MOST);
    assertMemory(offset -> SampleAlerts.withAttributes(offset, 'Ω'), MOST);
  }

  @Test
  void shouldHoldFewerWhereAllElseIsTheGreatestToo() {
    assertMemory(offset -> SampleAlerts.greatest(offset, 'Ω', 1023), 1000);
  }

  @Test
  void shouldSayWhereItCutATextOfASender() {
    AlertEntry entry = AlertEntries.of(SampleAlerts.greatest(7, 'x', 40));

    assertThat(entry.result().warnings().get(0).detail()).hasSize(300).endsWith("xxx...");
    assertThat(entry.result().subject().attributes()).hasSizeBetween(5, 16);
    assertThat(entry.result().residualMap()).isNull();
    assertThat(entry.result().shotIds()).contains("7-0" + "x".repeat(40)).hasSizeLessThan(33);
  }

  private static void assertMemory(LongFunction<RecordedAlert> alerts, int least) {
    long before = used();
    AlertTable table = new AlertTable(MOST, AlertIndex.MOST_BYTES);
    for (int i = 0; i < MOST + 2000; i++) {
      table.add(AlertEntries.of(alerts.apply(i)));
    }
    long after = used();

    assertThat(after - before).isLessThan(AlertIndex.MOST_BYTES);
    assertThat(table.size()).isBetween(least, MOST);
    List<AlertEntry> newest = table.find(AlertPosition.END, 1, alert -> alert).alerts();
    assertThat(newest.get(0).id().offset()).isEqualTo(MOST + 1999);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
