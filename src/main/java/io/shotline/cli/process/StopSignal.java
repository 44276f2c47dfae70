package io.shotline.cli.process;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C and SIGTERM an orderly end with exit code 0: asks the command to stop, waits until
 * it has closed what it opened, then ends the process. Opened first, so that it is closed last.
 */
public final class StopSignal implements AutoCloseable {
  private static final long LONGEST_STOP_SECONDS = 120;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean asked;
  private volatile Runnable stop = () -> {};

  public StopSignal() {
    this.hook = new Thread(this::stopInOrder, "shotline-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What to do when the end is asked for; done at once if it was already. */
  public void onStop(Runnable action) {
    stop = requireNonNull(action, "action");
    if (asked) {
      action.run();
    }
  }

  /** Whether the end was asked for. */
  public boolean isAsked() {
    return asked;
  }

  /** Says that all is closed. */
  @Override
  public void close() {
    closed.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The end was asked for just now: the hook runs and finds that all is closed.
      }
    }
  }

  private void stopInOrder() {
    asked = true;
    stop.run();
    try {
      if (closed.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
