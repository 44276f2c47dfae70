package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.BatchQueue.Waiting;
import io.shotline.core.ScoringModel.ModelScore;
import io.shotline.core.ScoringModel.ScoreRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts images that arrive at the same time into one run of the model. A bounded queue in arrival
 * order, behind it the images of those who let all others pass, a thread for each run that may go
 * on at once, one answer per caller. The thread whose turn it is takes the first image and others
 * of its size until the batch is full or the linger time is over; then it is the next thread's
 * turn. After a failure of the model every waiting and every later caller gets a {@link
 * ModelFailedException}.
 */
public final class Batcher implements AutoCloseable {
  /**
   * An answer and what it took.
   *
   * @param queue from the call to the start of the batch's run
   * @param run of the whole batch
   */
  public record Answer(ModelScore score, Duration queue, Duration run) {}

  private final ScoringModel model;
  private final BatchSettings settings;
  private final ScoringMonitor monitor;
  private final BatchQueue queue = new BatchQueue(this::taken);
  private final Semaphore places;
  private final AtomicLong arrived = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicReference<@Nullable Throwable> stoppedBy = new AtomicReference<>();
  private final List<Thread> threads;

  /** Starts the threads. The model stays the caller's to close, after this. */
  public Batcher(ScoringModel model, BatchSettings settings, ScoringMonitor monitor) {
    this.model = requireNonNull(model, "model");
    this.settings = requireNonNull(settings, "settings");
    this.monitor = requireNonNull(monitor, "monitor");
    this.places = new Semaphore(settings.queueCapacity());
    int runs = settings.runs() == 0 ? model.runs() : settings.runs();
    this.threads = IntStream.rangeClosed(1, runs).mapToObj(this::thread).toList();
    threads.forEach(Thread::start);
  }

  private Thread thread(int number) {
    Thread thread = new Thread(this::run, "shotline-batcher-" + number);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Scores one image; blocks while the queue is full and until the answer is there.
   *
   * @throws ModelFailedException if the model failed, now or before, or this is closed
   */
  public Answer score(ScoreRequest request) throws InterruptedException {
    while (!places.tryAcquire(100, TimeUnit.MILLISECONDS)) {
      Throwable cause = stoppedBy.get();
      if (cause != null) {
        throw failure(cause);
      }
    }
    return join(enqueue(request, false));
  }

  /**
   * Scores one image in a run that the others leave room in, those that come later included; so
   * they wait for no run because of it. Its callers bound how many there are.
   *
   * @param patience how long to wait for such a run to begin
   * @return empty if none began
   * @throws ModelFailedException if the model failed, now or before, or this is closed
   */
  public Optional<Answer> scoreAfterOthers(ScoreRequest request, Duration patience)
      throws InterruptedException {
    Waiting waiting = enqueue(request, true);
    try {
      return Optional.of(waiting.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return queue.remove(waiting) ? Optional.empty() : Optional.of(join(waiting));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private Waiting enqueue(ScoreRequest request, boolean afterOthers) {
    Waiting waiting =
        new Waiting(
            request,
            afterOthers,
            arrived.getAndIncrement(),
            System.nanoTime(),
            new CompletableFuture<>());
    queue.add(waiting);
    // The threads may have ended before; then nobody else answers.
    Throwable cause = stoppedBy.get();
    if (cause != null) {
      failWaiting(cause);
    }
    return waiting;
  }

  private static Answer join(Waiting waiting) throws InterruptedException {
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

  /** How many runs of the model may go on at once. */
  public int runs() {
    return threads.size();
  }

  /**
   * Ends the threads after the batches in hand; images still waiting fail. When it returns the
   * model is not in use any more, even if the calling thread was interrupted.
   */
  @Override
  public void close() {
    stop(new IllegalStateException("the batcher is closed"));
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first cause counts; noted before the threads are told, as a model may swallow that. */
  private void stop(Throwable cause) {
    if (stoppedBy.compareAndSet(null, cause)) {
      threads.forEach(Thread::interrupt);
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>(settings.maxBatch());
    try {
      while (stoppedBy.get() == null) {
        batch.clear();
        turn.lockInterruptibly();
        try {
          queue.take(batch, settings.maxBatch(), settings.linger().toNanos());
        } finally {
          turn.unlock();
        }
        answer(batch);
      }
    } catch (Throwable e) {
      // Errors too (out of native memory): whatever it was, callers must not wait for ever. An
      // interrupt comes from stop, and images may be in hand.
      stop(e);
    }
    Throwable cause = requireNonNull(stoppedBy.get(), "stop says why");
    batch.forEach(waiting -> waiting.answer().completeExceptionally(cause));
    failWaiting(cause);
  }

  /** Its place in the queue is free again. */
  private void taken(Waiting waiting) {
    if (!waiting.afterOthers()) {
      places.release();
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
