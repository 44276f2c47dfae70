package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * Something that could not be evaluated.
 *
 * @param place a file, a folder or a category
 * @param what is wrong with it, and the remedy
 */
public record Fault(String place, String what) {
  public Fault {
    requireNonNull(place, "place");
    requireNonNull(what, "what");
  }

  @Override
  public String toString() {
    return place + ": " + what;
  }
}
