package io.shotline.cli;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/** A command cannot go on; the message names the thing, the value and the remedy. */
final class CommandFailedException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
