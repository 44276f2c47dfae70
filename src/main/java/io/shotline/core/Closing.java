package io.shotline.core;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened in reverse order, and all of it: a step that fails does not keep the
 * others from being taken. Each step is taken once, however often this is closed. Used by one
 * thread at a time.
 */
public final class Closing implements AutoCloseable {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  /** Takes this step before all that were added earlier. */
  public void add(Runnable step) {
    steps.push(requireNonNull(step, "step"));
  }

  /**
   * Takes all steps.
   *
   * @throws RuntimeException or Error of the first step that failed; it holds those of the others
   *     as suppressed
   */
  @Override
  public void close() {
    Throwable first = takeAll(null);
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw (RuntimeException) first;
    }
  }

  /** Takes all steps after a failure, which holds theirs as suppressed. */
  public void closeAfter(Throwable failure) {
    takeAll(requireNonNull(failure, "failure"));
  }

  private @Nullable Throwable takeAll(@Nullable Throwable failure) {
    Throwable first = failure;
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    return first;
  }
}
