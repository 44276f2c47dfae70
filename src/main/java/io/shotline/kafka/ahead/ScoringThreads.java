package io.shotline.kafka.ahead;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that score images ahead of their turn. Used by all stream threads. */
final class ScoringThreads implements AutoCloseable {
  private final ExecutorService threads;

  /** Starts the threads. */
  ScoringThreads(int count) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "shotline-scorer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins work; does not block.
   *
   * @param whenDone called when the result is there, on the thread that made it
   */
  <R> Future<R> begin(Callable<R> work, Runnable whenDone) {
    FutureTask<R> task =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            whenDone.run();
          }
        };
    threads.execute(task);
    return task;
  }

  /**
   * Blocks until the result is there.
   *
   * @throws RuntimeException of the work
   */
  static <R> R await(Future<R> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("an image could not be scored", e.getCause());
    }
  }

  /** Ends the threads; what is not done is never done. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
