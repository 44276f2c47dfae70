package io.shotline.tensorflow.build;

/** A checkpoint that cannot be used; the message names the file, the tensor and the fault. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
