package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;

/** What the first bytes of an image file say of it: it may be decoded, or why not. */
public sealed interface Inspection {
  /** Nothing can be said against the file. */
  record Accepted(ImageHeader header) implements Inspection {
    public Accepted {
      requireNonNull(header, "header");
    }
  }

  /** The file must not be decoded. */
  record Refused(Rejection rejection) implements Inspection {
    public Refused {
      requireNonNull(rejection, "rejection");
    }
  }
}
