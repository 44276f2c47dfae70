package io.shotline.cli.print;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Warning;
import io.shotline.core.view.ViewedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what else a person must know of a result: what was not looked at, doubts, its image. */
final class ResultNotes {
  private static final int MOST_CHARACTERS = 200;

  private ResultNotes() {}

  /** Returns the share that was looked at where it is not all, and the warnings. */
  static List<String> doubts(ScoredImage image) {
    List<String> notes = new ArrayList<>();
    ViewedPart viewed = image.viewedPart();
    if (viewed != null && viewed.share() < 1) {
      // Never 100 where something was left out.
      notes.add("looked at " + (int) Math.floor(100 * viewed.share()) + " %");
    }
    for (Warning warning : image.warnings()) {
      notes.add("warning " + warning.kind() + ": " + warning.detail());
    }
    return notes;
  }

  /** Returns the attributes of the image, among them its sender's name for it; empty if none. */
  static String name(Subject subject) {
    Map<String, String> sorted = new TreeMap<>(subject.attributes());
    String all =
        sorted.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "))
            .replaceAll("\\p{Cntrl}", "?");
    return all.length() <= MOST_CHARACTERS ? all : all.substring(0, MOST_CHARACTERS) + "...";
  }
}
