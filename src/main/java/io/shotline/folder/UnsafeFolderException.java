package io.shotline.folder;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/**
 * A folder cannot be used: it is not this user's alone, or another process uses it. The message
 * says why and what to do.
 */
public final class UnsafeFolderException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  UnsafeFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
