package io.shotline.core.line;

import org.jspecify.annotations.Nullable;

/**
 * Tells how people have dealt with an alert.
 *
 * @param acknowledgement the newest; null if there is none
 * @param answer the newest; null if there is none
 * @param shelf one that sets the alert aside now; null if there is none
 */
public record Handling(
    @Nullable Acknowledgement acknowledgement, @Nullable Answer answer, @Nullable Shelf shelf) {
  /** Nobody has dealt with it. */
  public static final Handling NONE = new Handling(null, null, null);

  /** Returns how far the alert is. */
  public AlertState state() {
    if (answer != null) {
      return AlertState.ANSWERED;
    }
    if (acknowledgement != null) {
      return AlertState.ACKNOWLEDGED;
    }
    return shelf == null ? AlertState.UNACKNOWLEDGED : AlertState.SHELVED;
  }

  /** Returns the same with an acknowledgement. */
  public Handling with(@Nullable Acknowledgement other) {
    return new Handling(other, answer, shelf);
  }

  /** Returns the same with an answer. */
  public Handling with(@Nullable Answer other) {
    return new Handling(acknowledgement, other, shelf);
  }

  /** Returns the same with a shelf. */
  public Handling with(@Nullable Shelf other) {
    return new Handling(acknowledgement, answer, other);
  }
}
