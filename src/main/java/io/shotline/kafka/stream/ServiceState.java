package io.shotline.kafka.stream;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a service is in its life. Each state knows the states that may follow it. */
public enum ServiceState {
  /** It is made. Nothing runs, nothing is connected. */
  CREATED,

  /** It looks at the topics and restores its copy of shots and products. It scores no image yet. */
  STARTING,

  /** It scores images, or will after a rebalance that is under way. */
  READY,

  /**
   * Something failed that no record is to blame for: the model, the cluster or this machine. It
   * scores no image and waits to be closed; the process should end.
   */
  FAILED,

  /** It finishes the images in hand, commits them and closes what it opened. */
  STOPPING,

  /** All is closed. A service never leaves this state; another start needs another service. */
  ENDED;

  /** Returns the states that may follow this one. */
  public Set<ServiceState> successors() {
    return switch (this) {
      case CREATED -> EnumSet.of(STARTING, STOPPING);
      case STARTING -> EnumSet.of(READY, FAILED, STOPPING);
      case READY -> EnumSet.of(FAILED, STOPPING);
      case FAILED -> EnumSet.of(STOPPING);
      case STOPPING -> EnumSet.of(ENDED);
      case ENDED -> EnumSet.noneOf(ServiceState.class);
    };
  }

  /**
   * Requires that a state may follow this one.
   *
   * @throws IllegalStateException if it may not; names both
   */
  void requireSuccessor(ServiceState next) {
    if (!successors().contains(next)) {
      throw new IllegalStateException(
          "a service that is " + word() + " cannot become " + next.word());
    }
  }

  /** Returns the state as health and logs print it: {@code ready}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
