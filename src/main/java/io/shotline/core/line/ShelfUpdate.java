package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Holds the shelf of a camera and product before and after a change.
 *
 * @param before null: there was none
 */
public record ShelfUpdate(@Nullable Shelf before, Shelf after) {
  public ShelfUpdate {
    requireNonNull(after, "after");
  }

  /** Returns false if all was said before. */
  public boolean isChange() {
    return !after.equals(before);
  }
}
