package io.shotline.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OncePerMinuteEachTest {
  private long now = Long.MAX_VALUE - 1;
  private final OncePerMinuteEach turns = new OncePerMinuteEach(() -> now);

  @Test
  void shouldCountForEachNameHowOftenItWasNotSaid() {
    assertThat(turns.due("a")).isEqualTo(OptionalLong.of(0));
    assertThat(turns.due("b")).isEqualTo(OptionalLong.of(0));
    assertThat(turns.due("a")).isEmpty();
    assertThat(turns.due("a")).isEmpty();

    now += Duration.ofMinutes(1).toNanos();

    assertThat(turns.due("a")).isEqualTo(OptionalLong.of(2));
    assertThat(turns.due("b")).isEqualTo(OptionalLong.of(0));
    assertThat(turns.due("a")).isEmpty();
  }

  @Test
  void shouldGiveNamesThatAreMadeUpOneTurnTogether() {
    long said = 0;
    for (int i = 0; i < 5000; i++) {
      said += turns.due("made up " + i).isPresent() ? 1 : 0;
    }
    assertThat(said).isEqualTo(1001);

    now += Duration.ofMinutes(1).toNanos();

    assertThat(turns.due("made up 4999")).isEqualTo(OptionalLong.of(0));
    assertThat(turns.due("made up 4999")).isEmpty();
  }
}
