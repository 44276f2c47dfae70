package io.shotline.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
  private long now = Long.MAX_VALUE - 1;

  @Test
  void shouldBeDueAtFirstAndAMinuteAfterItWasDue() {
    OncePerMinute words = new OncePerMinute(() -> now);

    assertThat(words.isDue()).isTrue();
    assertThat(words.isDue()).isFalse();
    now += Duration.ofSeconds(59).toNanos();
    assertThat(words.isDue()).isFalse();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(words.isDue()).isTrue();
    assertThat(words.isDue()).isFalse();
  }
}
