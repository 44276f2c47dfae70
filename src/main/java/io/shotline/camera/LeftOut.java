package io.shotline.camera;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Files of a folder that are no images by their names.
 *
 * @param names of the files, below the folder
 */
public record LeftOut(List<String> names) {
  private static final int MOST_NAMED = 5;

  public LeftOut {
    names = List.copyOf(names);
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Returns a line that names the first files, counts the others and says why. */
  @Override
  public String toString() {
    String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int others = names.size() - MOST_NAMED;
    return "left out "
        + named
        + (others > 0 ? " and " + others + " more" : "")
        + ": the name does not end in "
        + ImageFiles.ENDINGS;
  }
}
