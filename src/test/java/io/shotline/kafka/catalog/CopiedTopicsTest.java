package io.shotline.kafka.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedTopicsTest {
  private static final Instant NOW = Instant.parse("2026-02-04T04:05:06Z");
  private static final Duration KEPT = Duration.ofHours(24);
  private static final List<Uuid> TOPICS = List.of(Uuid.randomUuid(), Uuid.randomUuid());

  @TempDir Path state;
  private CopiedTopics copied;

  @BeforeEach
  void open() {
    copied = new CopiedTopics(state.resolve("below"), "line7");
  }

  @Test
  void shouldKeepACopyThatMissedNoRemoval() {
    copied.closed(TOPICS, NOW.minus(KEPT).plus(CopiedTopics.MARGIN), KEPT);

    assertThat(isForgotten(List.of(TOPICS.get(1), TOPICS.get(0)), KEPT)).isFalse();
  }

  @Test
  void shouldForgetACopyThatMayHaveMissedARemoval() {
    copied.closed(TOPICS, NOW.minus(KEPT).plus(CopiedTopics.MARGIN).minusMillis(1), KEPT);

    assertThat(isForgotten(TOPICS, KEPT)).isTrue();
  }

  @Test
  void shouldCountWhatTheTopicsSaidThenIfTheySayMoreNow() {
    copied.closed(TOPICS, NOW.minus(KEPT), KEPT);

    assertThat(isForgotten(TOPICS, KEPT.multipliedBy(30))).isTrue();
  }

  @Test
  void shouldCountWhatTheTopicsSayNowIfTheySaidMoreThen() {
    copied.closed(TOPICS, NOW.minus(KEPT), KEPT.multipliedBy(30));

    assertThat(isForgotten(TOPICS, KEPT)).isTrue();
  }

  @Test
  void shouldForgetACopyOfTheFuture() {
    copied.closed(TOPICS, NOW.plusMillis(1), KEPT);

    assertThat(isForgotten(TOPICS, KEPT)).isTrue();
  }

  @Test
  void shouldForgetACopyOfOtherTopics() {
    copied.closed(List.of(TOPICS.get(0), Uuid.randomUuid()), NOW, KEPT);

    assertThat(isForgotten(TOPICS, KEPT)).isTrue();
  }

  @Test
  void shouldForgetACopyThatWasOpenedAndNeverClosed() {
    copied.closed(TOPICS, NOW, KEPT);

    assertThat(isForgotten(TOPICS, KEPT)).isFalse();
    assertThat(isForgotten(TOPICS, KEPT)).isTrue();
  }

  @Test
  void shouldForgetACopyWhoseNoteNamesNoTime() throws IOException {
    Files.createDirectories(state.resolve("below"));
    for (String note : List.of("", TOPICS.get(0) + "\n" + TOPICS.get(1), "a\nb\nc\nd")) {
      Files.writeString(state.resolve("below/line7.topics"), note);

      assertThat(isForgotten(TOPICS, KEPT)).as(note).isTrue();
    }
  }

  private boolean isForgotten(List<Uuid> topics, Duration kept) {
    AtomicBoolean forgotten = new AtomicBoolean();
    copied.open(topics, NOW, kept, () -> forgotten.set(true));
    return forgotten.get();
  }
}
