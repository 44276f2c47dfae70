package io.shotline.replay;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.Verdict;
import io.shotline.kafka.history.GivenVerdicts.Given;
import io.shotline.wire.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * An image that was scored again, beside the verdict that it got when it came.
 *
 * @param event with the image; null if the record cannot be read
 * @param before null if it got none
 * @param said by people; null if nobody said anything
 */
public record ReplayedImage(
    SourceRecord source,
    @Nullable ImageEvent event,
    @Nullable Given before,
    Outcome now,
    @Nullable Feedback said) {
  public ReplayedImage {
    requireNonNull(source, "source");
    requireNonNull(now, "now");
  }

  /** Returns the verdict before; null if there was none. */
  public @Nullable Verdict verdictBefore() {
    return before == null ? null : before.verdict();
  }

  /** Returns the verdict now; null if the image cannot be scored. */
  public @Nullable Verdict verdictNow() {
    return now instanceof Outcome.Judged scored ? scored.image().verdict() : null;
  }

  /** Returns whether the image became or ceased to be anomalous. */
  public boolean isChanged() {
    return now instanceof Outcome.Judged
        && (verdictBefore() == Verdict.ANOMALOUS) != (verdictNow() == Verdict.ANOMALOUS);
  }
}
