package io.shotline.core.line;

import static io.shotline.testing.SampleScores.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {
  private static final Duration WINDOW = Duration.ofHours(8);
  private final MovableClock clock = new MovableClock();
  private final DeadLetterLog log = new DeadLetterLog(WINDOW, clock);

  @Test
  void shouldRememberTheNewestAndCountAll() {
    for (int i = 0; i < 250; i++) {
      log.add(letter(i, NOW.minusSeconds(300 - i), "EMPTY_IMAGE"));
    }
    log.add(letter(999, NOW.minusSeconds(3600), "NO_SHOTS"));

    assertThat(log.newest()).hasSize(DeadLetterLog.MOST);
    assertThat(log.newest().get(0).place().offset()).isEqualTo(249);
    assertThat(log.newest().get(199).place().offset()).isEqualTo(50);
    assertThat(log.find(new RecordPlace(0, 50))).isPresent();
    assertThat(log.find(new RecordPlace(0, 49))).isEmpty();
    assertThat(log.counts(WINDOW)).isEqualTo(Map.of("EMPTY_IMAGE", 250L, "NO_SHOTS", 1L));
  }

  @Test
  void shouldCountTheHoursThatAreAskedFor() {
    log.add(letter(0, NOW.minus(Duration.ofHours(9)), "NO_SHOTS"));
    log.add(letter(1, NOW.minus(Duration.ofHours(3)), "NO_SHOTS"));
    log.add(letter(2, NOW.plus(Duration.ofDays(3)), "EMPTY_IMAGE"));

    assertThat(log.counts(Duration.ofHours(1))).isEqualTo(Map.of("EMPTY_IMAGE", 1L));
    assertThat(log.counts(Duration.ofHours(24)))
        .isEqualTo(Map.of("EMPTY_IMAGE", 1L, "NO_SHOTS", 1L));
    clock.advance(Duration.ofHours(9));
    assertThat(log.counts(WINDOW)).isEmpty();
  }

  @Test
  void shouldBoundReasonsAndTexts() {
    log.add(letter(1, NOW, "x".repeat(100_000)));
    log.add(letter(2, NOW, "made up"));

    assertThat(log.counts(WINDOW)).isEqualTo(Map.of(DeadLetterLog.OTHER, 2L));
    assertThat(log.newest()).allSatisfy(each -> assertThat(each.reason()).hasSizeLessThan(1100));
  }

  private static DeadLetter letter(long offset, Instant at, String reason) {
    return new DeadLetter(
        new RecordPlace(0, offset),
        at,
        reason,
        "a detail",
        "images",
        0,
        7,
        "cam-1",
        "e",
        "bolt",
        5);
  }
}
