package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * Something that could not be evaluated, or was left out.
 *
 * @param place a file, a folder or a category
 * @param what is wrong with it, and the remedy
 * @param isMinor whether the evaluation is complete without it
 */
public record Fault(String place, String what, boolean isMinor) {
  public Fault {
    requireNonNull(place, "place");
    requireNonNull(what, "what");
  }

  /** Makes a fault without which the evaluation is not complete. */
  public Fault(String place, String what) {
    this(place, what, false);
  }

  @Override
  public String toString() {
    return place + ": " + what;
  }
}
