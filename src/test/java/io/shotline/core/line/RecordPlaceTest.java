package io.shotline.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPlaceTest {
  @Test
  void shouldReadWhatItWrites() {
    RecordPlace place = new RecordPlace(3, 1234567890123L);

    assertThat(place).hasToString("3-1234567890123");
    assertThat(RecordPlace.parse("3-1234567890123")).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "3-", "-3", "-1-5", "1--5", "a-1", "1-1-1", "1-99999999999999999999"})
  void shouldTakeNothingElseForAPlace(String text) {
    assertThat(RecordPlace.parse(text)).isEmpty();
  }
}
