package io.shotline.failure;

import org.jspecify.annotations.Nullable;

/**
 * Ends a piece of work for a reason that a person can remove. The message names the thing, the
 * value and the remedy; the command line prints it in one line, without a stack trace.
 */
public class ForeseenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause null if nothing was thrown before
   */
  public ForeseenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
