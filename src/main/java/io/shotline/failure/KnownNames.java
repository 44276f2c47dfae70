package io.shotline.failure;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Answers a name that does not exist with those that do. */
public final class KnownNames {
  private static final int MOST = 20;

  private KnownNames() {}

  /**
   * Returns the names as the end of an error.
   *
   * @param kind what they name, in the plural
   */
  public static String text(String kind, Collection<String> names) {
    if (names.isEmpty()) {
      return "; there are no " + kind;
    }
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    String more = sorted.size() > MOST ? " and " + (sorted.size() - MOST) + " more" : "";
    return "; "
        + kind
        + ": "
        + String.join(", ", sorted.subList(0, Math.min(MOST, sorted.size())))
        + more;
  }
}
