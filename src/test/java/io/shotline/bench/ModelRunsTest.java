package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelRunsTest {
  private final ModelRuns runs = new ModelRuns();

  @Test
  void shouldCountTimeOnceInWhichTwoRunsWentOn() {
    runs.batch(4, Duration.ofHours(1));
    runs.batch(4, Duration.ofHours(1));

    assertThat(runs.count()).isEqualTo(2);
    assertThat(Duration.ofNanos(runs.busyNanos()))
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
  }

  @Test
  void shouldForgetWhatWasBefore() {
    runs.batch(1, Duration.ofSeconds(1));
    runs.reset();

    assertThat(runs.count()).isZero();
    assertThat(runs.busyNanos()).isZero();
  }
}
