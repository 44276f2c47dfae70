package io.shotline.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on; the message names the thing, the value and the remedy. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
