package io.shotline.folder;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/** A folder for this user alone is not one; the message says why and what to do. */
public final class UnsafeFolderException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  UnsafeFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
