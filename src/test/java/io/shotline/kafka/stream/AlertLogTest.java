package io.shotline.kafka.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.kafka.history.PublishedAlerts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of the log about alerts. */
class AlertLogTest {
  private final List<String> lines = new ArrayList<>();
  private final AlertLog log = new AlertLog(lines::add);

  @Test
  void shouldSayWhatAndWhere() {
    raise("camera-2", 1);

    assertThat(lines)
        .containsExactly(
            "alert: product cap on camera camera-2 scores 1.80 times the threshold at 290,10 (20 x"
                + " 20 pixels); event camera-2-0, image images-0-0");
  }

  @Test
  void shouldSayAFewAlertsOfACameraInAMinuteAndCountTheOthers() {
    raise("camera-1", 3000);
    raise("camera-2", 1);
    raise("camera-3", 7);
    assertThat(lines).hasSize(2 * AlertLog.MOST_OF_A_CAMERA + 1);

    log.endMinute();

    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "2997 more alerts within a minute: 2995 of camera camera-1, 2 of camera camera-3");
    lines.clear();
    log.endMinute();
    assertThat(lines).isEmpty();
    raise("camera-1", 1);
    assertThat(lines).hasSize(1);
  }

  @Test
  void shouldStayBoundedWhateverTheNumberOfCameras() {
    for (int camera = 0; camera < 5000; camera++) {
      raise("camera-" + camera, 1);
    }
    log.endMinute();

    assertThat(lines).hasSize(AlertLog.MOST + 1);
    assertThat(lines.get(AlertLog.MOST))
        .startsWith("4900 more alerts within a minute: 3900 of camera others, 1 of camera ")
        .endsWith(", the others of 991 more cameras")
        .hasSizeLessThan(400);
  }

  private void raise(String camera, int alerts) {
    for (int i = 0; i < alerts; i++) {
      log.add(PublishedAlerts.alert(camera + "-" + i, camera, "cap"));
    }
  }
}
