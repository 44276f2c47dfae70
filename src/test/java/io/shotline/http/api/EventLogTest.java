package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final EventLog log = new EventLog();

  @Test
  void shouldHoldTheNewestEvents() {
    for (int i = 0; i < EventLog.MOST + 5; i++) {
      log.add("test", new JsonObject());
    }

    assertThat(log.after(0, 10_000)).hasSize(EventLog.MOST);
    assertThat(log.after(0, 2)).extracting(EventLog.Event::number).containsExactly(6L, 7L);
    assertThat(log.reaches(5)).isTrue();
    assertThat(log.reaches(4)).isFalse();
    assertThat(log.reaches(log.last() + 1)).isFalse();
  }

  @Test
  void shouldHoldNoMoreCharactersThanMay() {
    JsonObject large = new JsonObject().put("text", "x".repeat(EventLog.MOST_CHARACTERS / 10));
    for (int i = 0; i < 30; i++) {
      log.add("large", large);
    }

    assertThat(log.after(0, 100)).hasSize(9);
  }

  @Test
  void shouldHoldTheNewestStateOfAThingAloneAndLoseNothingByThat() {
    log.add("test", new JsonObject());
    for (int i = 0; i < 3 * EventLog.MOST; i++) {
      log.add("camera", "cam-" + i % 2, new JsonObject().put("n", i));
    }

    assertThat(log.after(0, 100)).hasSize(3);
    assertThat(log.after(1, 100).get(1).text()).contains("{\"n\":" + (3 * EventLog.MOST - 1) + "}");
    assertThat(log.reaches(0)).isTrue();
  }
}
