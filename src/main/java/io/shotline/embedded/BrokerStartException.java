package io.shotline.embedded;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start; the message says why and what to do. */
public final class BrokerStartException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  public BrokerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
