package io.shotline.core.port;

import org.jspecify.annotations.Nullable;

/** The model or the machine is broken: nothing more can be scored and the process should end. */
public final class ModelFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
