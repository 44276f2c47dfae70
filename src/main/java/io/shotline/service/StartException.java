package io.shotline.service;

import org.jspecify.annotations.Nullable;

/**
 * A service cannot start. The message has one line for each reason: the setting, its value, what is
 * wrong and the remedy.
 */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean usage;

  private StartException(String message, boolean usage, @Nullable Throwable cause) {
    super(message, cause);
    this.usage = usage;
  }

  /** Something on this machine is in the way; the same settings may do at another time. */
  static StartException ofMachine(String message, @Nullable Throwable cause) {
    return new StartException(message, false, cause);
  }

  /** The settings are wrong. */
  public static StartException ofSettings(String message, @Nullable Throwable cause) {
    return new StartException(message, true, cause);
  }

  /** Whether the settings are wrong, so that no other state of the machine helps. */
  public boolean isUsage() {
    return usage;
  }
}
