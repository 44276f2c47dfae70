package io.shotline.http;

import io.shotline.core.image.Rejection;

/** Says why an image that was sent gets no result; the caller reads reason and message. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  /**
   * Makes a refusal.
   *
   * @param status of HTTP
   * @param reason for programs
   * @param detail for a person, with the remedy
   */
  public RefusedException(int status, String reason, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  /** Returns the refusal of an image that a dead letter would be made of. */
  static RefusedException of(Rejection rejection) {
    int status =
        switch (rejection.reason()) {
          case UNKNOWN_PRODUCT -> 404;
          case TOO_MANY_BYTES -> 413;
          default -> 422;
        };
    return new RefusedException(status, rejection.reason().name(), rejection.detail());
  }

  /** Returns the refusal of an image for which there is no room now. */
  static RefusedException busy() {
    return new RefusedException(503, "BUSY", "as many images wait as may; try again");
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
