package io.shotline.core.line;

/**
 * The line cannot be asked at this time: its cluster does not answer, or what is on it is still
 * being read. The message names the reason and the remedy, for a person.
 */
public final class LineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public LineUnavailableException(String message) {
    super(message);
  }
}
