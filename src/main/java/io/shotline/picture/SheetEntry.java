package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.result.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * A picture on the page of all pictures.
 *
 * @param size of the picture
 * @param headline verdict and ratio in words
 * @param ratio of score and threshold, which the pictures are sorted by
 * @param notes further lines
 */
record SheetEntry(
    PictureName name,
    ImageSize size,
    Verdict verdict,
    String headline,
    double ratio,
    List<String> notes) {
  /** The greatest ratio first, those of one ratio by their names. */
  static final Comparator<SheetEntry> WORST_FIRST =
      Comparator.comparingDouble(SheetEntry::ratio)
          .reversed()
          .thenComparing(entry -> entry.name().title());

  SheetEntry {
    requireNonNull(name, "name");
    requireNonNull(size, "size");
    requireNonNull(verdict, "verdict");
    requireNonNull(headline, "headline");
    notes = List.copyOf(notes);
  }
}
