package io.shotline.core.line;

/** The place where the line's products, images and alerts are kept does not answer. */
public final class LineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param message for a person: what was tried and the remedy
   */
  public LineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
