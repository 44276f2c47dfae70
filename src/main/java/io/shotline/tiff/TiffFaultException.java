package io.shotline.tiff;

import java.io.IOException;

/** A fault of a TIFF file that is told to a person; its message says which. */
final class TiffFaultException extends IOException {
  private static final long serialVersionUID = 1L;

  TiffFaultException(String message) {
    super(message);
  }
}
