package io.shotline.convert.download;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/** A published file cannot be had. The message says in one line why, and what to do. */
public final class DownloadException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  DownloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
