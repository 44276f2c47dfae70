package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A person's word that an alert was seen.
 *
 * @param eventId of the image
 * @param by the person; may be empty
 * @param note free text; may be empty
 */
public record Acknowledgement(String eventId, String by, Instant at, String note) {
  public Acknowledgement {
    requireNonNull(eventId, "eventId");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    requireNonNull(note, "note");
  }
}
