package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image of which a person said whether it shows a good part.
 *
 * @param name path below the category's folder, with slashes
 * @param kind name of its folder: good, or the kind of defect
 * @param mask image of the same size whose pixels above 0 are the defect; null: nobody drew one
 */
public record LabelledImage(
    Path file, String name, String kind, boolean isBad, @Nullable Path mask) {
  public LabelledImage {
    requireNonNull(file, "file");
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
  }
}
