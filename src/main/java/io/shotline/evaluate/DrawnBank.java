package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ProductBank;
import java.nio.file.Path;
import java.util.Set;

/**
 * A draw of shots as a model knows them.
 *
 * @param files of the shots, which are not judged in this draw
 */
record DrawnBank(Combination combination, Draw draw, ProductBank bank, Set<Path> files) {
  DrawnBank {
    requireNonNull(combination, "combination");
    requireNonNull(draw, "draw");
    requireNonNull(bank, "bank");
    files = Set.copyOf(files);
  }

  /** Returns whether an image is judged in this draw. */
  boolean judges(LabelledImage image) {
    return !files.contains(image.file());
  }
}
