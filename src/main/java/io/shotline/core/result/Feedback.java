package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a person found when looking at an image.
 *
 * @param eventId of the image
 * @param productId what the image shows; empty if the person did not say
 * @param by who said so; may be empty
 * @param at when it was said
 * @param note free text; may be empty
 */
public record Feedback(
    String eventId, String productId, Verdict verdict, String by, Instant at, String note) {
  /** A person's answer to an alert. */
  public enum Verdict {
    /** There was nothing wrong. */
    FALSE_ALARM,
    /** There was a defect. */
    DEFECT
  }

  public Feedback {
    requireNonNull(eventId, "eventId");
    requireNonNull(productId, "productId");
    requireNonNull(verdict, "verdict");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    requireNonNull(note, "note");
  }
}
