package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

/** Holds an alert before and after a person dealt with it. */
public record AlertUpdate(AlertEntry before, AlertEntry after) {
  public AlertUpdate {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }

  /** Returns false if all was said before. */
  public boolean isChange() {
    return !before.equals(after);
  }
}
