package io.shotline.tensorflow.build;

/** A checkpoint that cannot be used; the message names the file, the tensor and the fault. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LENGTH = 1000;

  public CheckpointException(String message) {
    super(printable(message));
  }

  public CheckpointException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /** Names come from untrusted files: they must neither flood a terminal nor steer it. */
  private static String printable(String message) {
    String start = message.substring(0, Math.min(MAX_LENGTH, message.length()));
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
