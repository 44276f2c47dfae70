package io.shotline.cli.process;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/** A command cannot go on; the message names the thing, the value and the remedy. */
public final class CommandFailedException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
