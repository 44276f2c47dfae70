package io.shotline.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectTest {
  @Test
  void shouldLeaveOutAttributesThatWouldMakeResultsLarge() {
    String large = "x".repeat(Subject.MOST_CHARACTERS);

    Subject subject =
        new Subject(
            "e", "c", "p", Instant.EPOCH, Map.of("file", "a.png", "dump", large, "serial", "7"));

    assertThat(subject.attributes()).isEqualTo(Map.of("file", "a.png", "serial", "7"));
  }
}
