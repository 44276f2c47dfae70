package io.shotline.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The beginning of a time, as it is typed. */
class SinceOptionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
  private final SinceOption option = new SinceOption();

  @Test
  void shouldTakeADurationUpToNow() {
    assertThat(since("2h")).isEqualTo("2026-11-24T04:00:00Z");
    assertThat(since("7d")).isEqualTo("2026-11-17T06:00:00Z");
    assertThat(since("0")).isEqualTo("2026-11-24T06:00:00Z");
  }

  @Test
  void shouldTakeAMoment() {
    assertThat(since("2026-11-24T01:02:03+01:00")).isEqualTo("2026-11-24T00:02:03Z");
  }

  @Test
  void shouldTakeADurationThatIsLongerThanAnyTime() {
    assertThat(since("999999999999d")).isEqualTo("1926-12-19T06:00:00Z");
  }

  @Test
  void shouldRefuseOtherWords() {
    for (String bad : new String[] {"", "2", "yesterday", "06:00", "2026-11-24T06:00:00"}) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> option.convert(bad));
    }
  }

  private String since(String typed) {
    return option.convert(typed).before(NOW).toString();
  }
}
