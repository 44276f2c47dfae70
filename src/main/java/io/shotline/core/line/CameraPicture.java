package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;

/** Tells what became of the latest picture of a camera. */
public sealed interface CameraPicture {
  /** The longer side of a picture in pixels, at most. */
  int LONGEST_SIDE = 640;

  /**
   * Here it is.
   *
   * @param jpeg upright, shrunk, with nothing but pixels
   */
  record Drawn(EncodedImage jpeg) implements CameraPicture {
    public Drawn {
      requireNonNull(jpeg, "jpeg");
    }
  }

  /** The image is no longer on the topic of images. */
  record Gone() implements CameraPicture {}

  /**
   * The image cannot be drawn.
   *
   * @param why in one line, with the remedy
   */
  record Undrawable(String why) implements CameraPicture {
    public Undrawable {
      requireNonNull(why, "why");
    }
  }
}
