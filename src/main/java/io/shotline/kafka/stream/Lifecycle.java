package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one service and what it failed with. Takes only the steps that {@link ServiceState}
 * knows, and logs each. Safe for use by many threads.
 */
final class Lifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
  // Written under the lock of this, so that a step is checked and taken as one.
  private volatile ServiceState state = ServiceState.CREATED;

  ServiceState state() {
    return state;
  }

  /** Takes a step; throws {@link IllegalStateException} if it is none of the state's. */
  synchronized void become(ServiceState next) {
    state.requireSuccessor(next);
    LOG.info("service {}, was {}", next.word(), state.word());
    state = next;
  }

  /** Takes a step from this state; does nothing and returns false if another one came first. */
  synchronized boolean become(ServiceState from, ServiceState next) {
    if (state != from) {
      return false;
    }
    become(next);
    return true;
  }

  /**
   * Notes what the service failed with; returns whether it was the first failure. One that comes
   * while the service stops is noted too.
   */
  synchronized boolean fail(Throwable cause) {
    requireNonNull(cause, "cause");
    if (!isAlive()) {
      return false;
    }
    // Before the failure is told, since its hearers read the state.
    if (state.successors().contains(ServiceState.FAILED)) {
      become(ServiceState.FAILED);
    }
    return ended.complete(Optional.of(cause));
  }

  /** Begins to stop; returns false if the service stops already or has ended. */
  synchronized boolean stop() {
    if (isStopping()) {
      return false;
    }
    become(ServiceState.STOPPING);
    return true;
  }

  /** Ends: all is closed. */
  synchronized void end() {
    become(ServiceState.ENDED);
    ended.complete(Optional.empty());
  }

  /** Whether somebody closes the service or has closed it. */
  boolean isStopping() {
    return state == ServiceState.STOPPING || state == ServiceState.ENDED;
  }

  /** Runs this unless the service stops; nobody begins to stop it meanwhile. */
  synchronized void unlessStopping(Runnable step) {
    if (!isStopping()) {
      step.run();
    }
  }

  /** False once the service has failed or ended. */
  boolean isAlive() {
    return !ended.isDone();
  }

  /** Blocks until the service fails or ends; returns what it failed with. */
  Optional<Throwable> awaitEnd() throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("only ever completed with a value", e);
    }
  }
}
