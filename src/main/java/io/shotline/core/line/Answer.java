package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Feedback;
import java.time.Instant;

/**
 * A person's answer to an alert, without the result that was answered.
 *
 * @param by the person; may be empty
 * @param note free text; may be empty
 */
public record Answer(Feedback.Verdict verdict, String by, Instant at, String note) {
  public Answer {
    requireNonNull(verdict, "verdict");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    requireNonNull(note, "note");
  }
}
