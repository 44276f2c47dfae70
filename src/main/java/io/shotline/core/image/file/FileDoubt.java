package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

/**
 * A reason to doubt what is decoded from a file, though nothing speaks against decoding it.
 *
 * @param detail what was found and the remedy, for a person
 */
public record FileDoubt(Kind kind, String detail) {
  /** The kinds of reasons. */
  public enum Kind {
    /** The file holds other images, and only the first is decoded. */
    MORE_IMAGES,
    /** A part of the pixels is lost. */
    DAMAGED
  }

  /** Returns the words on a lost part. */
  static String lostPart(String found) {
    return "JPEG of which a part is lost ("
        + found
        + "): look at the picture, then at the camera and its connection";
  }

  public FileDoubt {
    requireNonNull(kind, "kind");
    requireNonNull(detail, "detail");
  }
}
