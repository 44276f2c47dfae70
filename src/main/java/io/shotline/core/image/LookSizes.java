package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a model sees of an image, in its own pixels. Only images of the same sizes go into one run.
 *
 * @param first size at the first look
 * @param second size at the second look; null where none is taken
 * @param weight how much the second look counts beside the first; 0 where none is taken
 */
public record LookSizes(ImageSize first, @Nullable ImageSize second, double weight) {
  public LookSizes {
    requireNonNull(first, "first");
    if (second == null ? weight != 0 : !(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("a second look at " + second + " of weight " + weight);
    }
  }

  /** Returns the sizes of a model that looks once. */
  public static LookSizes of(ImageSize first) {
    return new LookSizes(first, null, 0);
  }
}
