package io.shotline.convert.checkpoint;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkpoint that cannot be used; the message names the file, the tensor and the fault. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_FAULTS = 1000;

  public CheckpointException(String message) {
    super(printable(message));
  }

  public CheckpointException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /** A message and a line for each fault. */
  public CheckpointException(String message, List<String> faults) {
    super(
        Stream.concat(Stream.of(message), faults.stream().limit(MAX_FAULTS))
                .map(CheckpointException::printable)
                .collect(Collectors.joining(System.lineSeparator() + "  "))
            + (faults.size() > MAX_FAULTS ? " and " + (faults.size() - MAX_FAULTS) + " more" : ""));
  }

  /** Names come from untrusted files: they must neither flood a terminal nor steer it. */
  private static String printable(String message) {
    String start = message.substring(0, Math.min(MAX_LENGTH, message.length()));
    return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
