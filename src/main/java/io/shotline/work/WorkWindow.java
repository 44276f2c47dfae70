package io.shotline.work;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.ForeseenException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Scores images on several threads and hands their results over in the order of the images. Just
 * enough images are in work that the threads are busy. Used and closed by one thread.
 */
public final class WorkWindow<T> implements AutoCloseable {
  private final ExecutorService workers;
  private final int most;
  private final BooleanSupplier stopped;
  private final Consumer<T> results;
  private final Deque<Future<T>> inWork = new ArrayDeque<>();

  /**
   * @param threads images scored at once; as many again wait for a thread or for their turn
   * @param stopped whether no more images are wanted; those in work are finished
   * @param results receives each result, on the thread that adds and finishes
   */
  public WorkWindow(int threads, BooleanSupplier stopped, Consumer<T> results) {
    this.workers = Executors.newFixedThreadPool(threads);
    this.most = 2 * threads;
    this.stopped = requireNonNull(stopped, "stopped");
    this.results = requireNonNull(results, "results");
  }

  /**
   * Begins an image, unless a stop was asked for. Blocks until the oldest is done where enough are
   * in work.
   *
   * @return whether it was begun
   * @throws ForeseenException if the model failed at an image; the others in work are given up, so
   *     that it is told once
   */
  public boolean add(Callable<T> image) throws InterruptedException {
    if (stopped.getAsBoolean()) {
      return false;
    }
    inWork.add(workers.submit(image));
    if (inWork.size() >= most) {
      handOver();
    }
    return true;
  }

  /**
   * Blocks until all images that were begun are done and handed over.
   *
   * @throws ForeseenException as in {@link #add}
   */
  public void finish() throws InterruptedException {
    while (!inWork.isEmpty()) {
      handOver();
    }
  }

  /** Gives up what is in work. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void handOver() throws InterruptedException {
    try {
      results.accept(inWork.remove().get());
    } catch (ExecutionException e) {
      inWork.clear();
      throw new ForeseenException("the model failed: " + e.getCause(), e.getCause());
    }
  }
}
