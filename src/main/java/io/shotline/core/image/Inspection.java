package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

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
