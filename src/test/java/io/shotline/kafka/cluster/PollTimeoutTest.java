package io.shotline.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PollTimeoutTest {
  @Test
  void shouldGiveUpOnlyAfterNothingCameTwice() {
    PollTimeout silence = new PollTimeout(Duration.ofNanos(-1));
    silence.polled(false);
    silence.polled(true);
    silence.polled(false);

    assertThatThrownBy(() -> silence.polled(false)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void shouldWaitWhileThereIsTime() {
    PollTimeout silence = new PollTimeout(Duration.ofDays(1));
    silence.polled(false);

    assertThatNoException().isThrownBy(() -> silence.polled(false));
  }
}
