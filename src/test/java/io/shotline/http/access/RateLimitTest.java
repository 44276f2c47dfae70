package io.shotline.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The bounds on a caller's requests. */
class RateLimitTest {
  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final RateLimit limit = new RateLimit(3, 0.5, clock);

  @Test
  void shouldLetABurstThroughAndThenTheRate() {
    assertThat(limit.take("ann") && limit.take("ann") && limit.take("ann")).isTrue();
    assertThat(limit.take("ann")).isFalse();
    clock.advance(Duration.ofSeconds(2));
    assertThat(limit.take("ann")).isTrue();
    assertThat(limit.take("ann")).isFalse();
  }

  @Test
  void shouldTakeAllOfSomeRequestsOrNone() {
    assertThat(limit.take("ann", 2)).isTrue();
    assertThat(limit.take("ann", 2)).isFalse();
    assertThat(limit.take("ann", 1)).isTrue();
  }

  @Test
  void shouldBoundEachCallerByItself() {
    assertThat(limit.take("ann") && limit.take("ann") && limit.take("ann")).isTrue();
    assertThat(limit.take("ben")).isTrue();
  }

  @Test
  void shouldFillNoMoreThanTheBurst() {
    assertThat(limit.take("ann")).isTrue();
    clock.advance(Duration.ofDays(1));
    assertThat(limit.take("ann") && limit.take("ann") && limit.take("ann")).isTrue();
    assertThat(limit.take("ann")).isFalse();
  }
}
