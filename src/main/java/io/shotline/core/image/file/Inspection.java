package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;
import java.util.List;

/** What the first bytes of an image file say of it: it may be decoded, or why not. */
public sealed interface Inspection {
  /**
   * Nothing can be said against decoding the file.
   *
   * @param doubts in what will be decoded; mostly none
   */
  record Accepted(ImageHeader header, List<FileDoubt> doubts) implements Inspection {
    public Accepted {
      requireNonNull(header, "header");
      doubts = List.copyOf(doubts);
    }
  }

  /** The file must not be decoded. */
  record Refused(Rejection rejection) implements Inspection {
    public Refused {
      requireNonNull(rejection, "rejection");
    }
  }
}
