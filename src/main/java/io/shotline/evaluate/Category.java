package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * Images of one product: those that shots are drawn from, and those that are judged.
 *
 * @param candidates good images to draw shots from, in the order of their names
 * @param images to be judged; a candidate that is among them is not judged where it is a shot
 */
public record Category(String name, List<Path> candidates, List<LabelledImage> images) {
  public Category {
    requireNonNull(name, "name");
    candidates = List.copyOf(candidates);
    images = List.copyOf(images);
  }

  /** Returns the last part of a category's name, which says best what its images show. */
  public static String productName(String category) {
    return category.substring(category.lastIndexOf('/') + 1);
  }

  /** Returns how many of the images are bad. */
  public long bad() {
    return images.stream().filter(LabelledImage::isBad).count();
  }

  /** Returns how many of the images are good. */
  public long good() {
    return images.size() - bad();
  }
}
