package io.shotline.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.CommandRun;
import org.junit.jupiter.api.Test;

class FeedbackCommandTest {
  @Test
  void shouldNameAVerdictThatIsNone() {
    CommandRun run = CommandRun.of("feedback", "--event=e-1", "--verdict=perhaps");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--verdict must be false-alarm or defect; got 'perhaps'");
  }

  @Test
  void shouldAskForEventAndVerdict() {
    assertThat(CommandRun.of("feedback", "--verdict=defect").err()).contains("--event");
    assertThat(CommandRun.of("feedback", "--event=e-1").err()).contains("--verdict");
  }
}
