package io.shotline.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
  @Test
  void shouldEscapeWhatIsNotSeenAndLeaveTheRest() {
    assertThat(ForeignText.shown("Ger\u00e4t\n\t\u001b[31m\u009b\u2028\u202e\ud800 1"))
        .isEqualTo("Ger\u00e4t\\u000a\\u0009\\u001b[31m\\u009b\\u2028\\u202e\\ud800 1");
  }

  @Test
  void shouldCutWhatIsLongBetweenTwoCharacters() {
    assertThat(ForeignText.shown("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(ForeignText.shown("\ud83d\ude00".repeat(81)))
        .isEqualTo("\ud83d\ude00".repeat(80) + "...");
    assertThat(ForeignText.shown("abc", 2)).isEqualTo("ab...");
  }
}
