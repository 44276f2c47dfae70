package io.shotline.camera;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import java.util.Map;

/**
 * One picture of a frame source.
 *
 * @param name a file name, with its extension
 * @param attributes what the source knows of the picture, to be sent along with it
 */
public record Frame(EncodedImage image, String name, Map<String, String> attributes) {
  public Frame {
    requireNonNull(image, "image");
    requireNonNull(name, "name");
    attributes = Map.copyOf(attributes);
  }
}
