package io.shotline.wire;

/** A field that breaks the contract; never leaves this package. Its message says which and how. */
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}
