package io.shotline.kafka;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SilenceTest {
  @Test
  void shouldGiveUpOnlyAfterNothingCameTwice() {
    Silence silence = new Silence(Duration.ofNanos(-1));
    silence.polled(false);
    silence.polled(true);
    silence.polled(false);

    assertThatThrownBy(() -> silence.polled(false)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void shouldWaitWhileThereIsTime() {
    Silence silence = new Silence(Duration.ofDays(1));
    silence.polled(false);

    assertThatNoException().isThrownBy(() -> silence.polled(false));
  }
}
