package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the topic of scores says of an event. */
public sealed interface EventResult {
  /** The event's image was judged. */
  record Judged(ScoredImage image) implements EventResult {
    public Judged {
      requireNonNull(image, "image");
    }
  }

  /** The topic has results of the event, but none of them is a verdict: all are SKIPPED. */
  record Skipped(Skip skip) implements EventResult {
    public Skipped {
      requireNonNull(skip, "skip");
    }
  }

  /**
   * No verdict of the event is among the results that were read.
   *
   * @param results how many were read, the newest ones
   * @param oldest when the oldest of them was written; null where there was none
   * @param isAll false: the time was over before all results were read
   */
  record Unknown(long results, @Nullable Instant oldest, boolean isAll) implements EventResult {}
}
