package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ScoringModel.ModelScore;
import io.shotline.core.ScoringModel.ScoreRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts images that arrive at the same time into one run of the model. A bounded queue in arrival
 * order, one thread of its own that takes the first image and what else is there until the batch is
 * full or the linger time is over, one answer per caller. After a failure of the model every
 * waiting and every later caller gets a {@link ModelFailedException}.
 */
public final class Batcher implements AutoCloseable {
  /**
   * An answer and what it took.
   *
   * @param queue from the call to the start of the batch's run
   * @param run of the whole batch
   */
  public record Answer(ModelScore score, Duration queue, Duration run) {}

  private record Waiting(ScoreRequest request, long sinceNanos, CompletableFuture<Answer> answer) {}

  private final ScoringModel model;
  private final BatchSettings settings;
  private final ScoringMonitor monitor;
  private final BlockingQueue<Waiting> queue;
  private final Thread thread;
  private volatile @Nullable Throwable stoppedBy;
  private volatile boolean closed;

  /** Starts the thread. The model stays the caller's to close, after this. */
  public Batcher(ScoringModel model, BatchSettings settings, ScoringMonitor monitor) {
    this.model = requireNonNull(model, "model");
    this.settings = requireNonNull(settings, "settings");
    this.monitor = requireNonNull(monitor, "monitor");
    this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
    this.thread = new Thread(this::run, "shotline-batcher");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Scores one image; blocks while the queue is full and until the answer is there.
   *
   * @throws ModelFailedException if the model failed, now or before, or this is closed
   */
  public Answer score(ScoreRequest request) throws InterruptedException {
    Waiting waiting = new Waiting(request, System.nanoTime(), new CompletableFuture<>());
    while (!queue.offer(waiting, 100, TimeUnit.MILLISECONDS)) {
      if (stoppedBy != null) {
        throw failure(stoppedBy);
      }
    }
    // The thread may have ended between the offer and here; then nobody else answers.
    Throwable cause = stoppedBy;
    if (cause != null) {
      failWaiting(cause);
    }
    try {
      return waiting.answer().get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** How many images wait. */
  public int queueDepth() {
    return queue.size();
  }

  /**
   * Ends the thread after the batch in hand; images still waiting fail. When it returns the model
   * is not in use any more, even if the calling thread was interrupted.
   */
  @Override
  public void close() {
    // The flag too: a model may swallow the interrupt.
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>(settings.maxBatch());
    Throwable cause = new IllegalStateException("the batcher is closed");
    try {
      while (!closed) {
        batch.clear();
        collect(batch);
        answer(batch);
      }
    } catch (InterruptedException e) {
      // Closed while waiting for images, some of which may be in hand.
    } catch (Throwable e) {
      // Errors too (out of native memory): whatever it was, callers must not wait for ever.
      cause = e;
    }
    stoppedBy = cause;
    for (Waiting waiting : batch) {
      waiting.answer().completeExceptionally(cause);
    }
    failWaiting(cause);
  }

  private void collect(List<Waiting> batch) throws InterruptedException {
    batch.add(queue.take());
    queue.drainTo(batch, settings.maxBatch() - batch.size());
    long deadline = System.nanoTime() + settings.linger().toNanos();
    while (batch.size() < settings.maxBatch()) {
      Waiting next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void answer(List<Waiting> batch) {
    long start = System.nanoTime();
    List<ModelScore> scores = model.score(batch.stream().map(Waiting::request).toList());
    Duration run = Duration.ofNanos(System.nanoTime() - start);
    monitor.batch(batch.size(), run);
    for (int i = 0; i < batch.size(); i++) {
      Waiting waiting = batch.get(i);
      Duration waited = Duration.ofNanos(start - waiting.sinceNanos());
      waiting.answer().complete(new Answer(scores.get(i), waited, run));
    }
  }

  private void failWaiting(Throwable cause) {
    for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
      waiting.answer().completeExceptionally(cause);
    }
  }

  private static ModelFailedException failure(@Nullable Throwable cause) {
    return new ModelFailedException("nothing can be scored any more: " + cause, cause);
  }
}
