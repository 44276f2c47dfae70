package io.shotline.kafka.cluster;

import io.shotline.failure.ForeseenException;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka cluster cannot be used as it is: not reached, a topic missing, access refused. The
 * message names the broker or topic and the remedy, for a person.
 */
public final class ClusterException extends ForeseenException {
  private static final long serialVersionUID = 1L;

  public ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
