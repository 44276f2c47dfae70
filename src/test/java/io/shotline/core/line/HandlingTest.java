package io.shotline.core.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.result.Feedback;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandlingTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Shelf SHELF = new Shelf("cam", "", NOW.plusSeconds(60), "ann", NOW, "");

  @Test
  void shouldCountTheFurthestThatPeopleWent() {
    Handling shelved = Handling.NONE.with(SHELF);
    Handling seen = shelved.with(new Acknowledgement("e-1", "ann", NOW, ""));
    Handling answered = seen.with(new Answer(Feedback.Verdict.DEFECT, "bob", NOW, ""));

    assertThat(Handling.NONE.state()).isEqualTo(AlertState.UNACKNOWLEDGED);
    assertThat(shelved.state()).isEqualTo(AlertState.SHELVED);
    assertThat(seen.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(answered.state()).isEqualTo(AlertState.ANSWERED);
    assertThat(answered.with((Answer) null)).isEqualTo(seen);
  }

  @Test
  void shouldEndAtItsTime() {
    assertThat(SHELF.isActive(SHELF.until().minusMillis(1))).isTrue();
    assertThat(SHELF.isActive(SHELF.until())).isFalse();
  }

  @Test
  void shouldShelveACameraAProductOrAProductAtACamera() {
    Shelf product = new Shelf("", "cap", NOW, "ann", NOW, "");
    Shelf both = new Shelf("cam", "cap", NOW, "ann", NOW, "");

    assertThat(SHELF.covers("cam", "lid")).isTrue();
    assertThat(SHELF.covers("other", "lid")).isFalse();
    assertThat(product.covers("other", "cap")).isTrue();
    assertThat(product.covers("cam", "lid")).isFalse();
    assertThat(both.covers("cam", "cap")).isTrue();
    assertThat(both.covers("cam", "lid")).isFalse();
    assertThat(both.covers("other", "cap")).isFalse();
  }

  @Test
  void shouldNotShelveAllThereIs() {
    assertThatThrownBy(() -> new Shelf("", "", NOW, "ann", NOW, ""))
        .hasMessageContaining("camera, a product or both");
  }
}
