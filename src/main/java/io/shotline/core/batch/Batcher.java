package io.shotline.core.batch;

import static java.util.Objects.requireNonNull;

import io.shotline.core.batch.BatchQueue.Waiting;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts images, and tiles of images, that arrive at the same time into one run of the model. A
 * bounded queue in arrival order, behind it the images of those who let all others pass, a thread
 * for each run that may go on at once, one answer per caller. The thread whose turn it is takes the
 * first image and others of its size until the batch is full or the linger time is over; then it is
 * the next thread's turn. After a failure of the model every waiting and every later caller gets a
 * {@link ModelFailedException}.
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
  private final BatchQueue queue;
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
    this.queue = new BatchQueue(model::batchOf, this::taken);
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
   * Scores the tiles of one image, or one image; blocks while the queue is full and until all
   * answers are there. Each tile takes a place as soon as there is one and gives it back when its
   * run begins, so that an image of more tiles than places passes too.
   *
   * @return an answer per request, in their order
   * @throws ModelFailedException if the model failed, now or before, or this is closed
   */
  public List<Answer> score(List<ScoreRequest> requests) throws InterruptedException {
    try (AwaitedAnswers awaited = new AwaitedAnswers(this::withdraw)) {
      for (ScoreRequest request : requests) {
        awaitPlace();
        awaited.add(enqueue(request, false));
      }
      return awaited.join();
    }
  }

  private void awaitPlace() throws InterruptedException {
    while (!places.tryAcquire(100, TimeUnit.MILLISECONDS)) {
      Throwable cause = stoppedBy.get();
      if (cause != null) {
        throw AwaitedAnswers.failure(cause);
      }
    }
  }

  /**
   * Scores the tiles of one image in runs that the others leave room in, those that come later
   * included; so they wait for no run because of it. Its callers bound how many there are.
   *
   * @param patience how long to wait for such runs to begin
   * @return an answer per request; empty if one of the runs did not begin
   * @throws ModelFailedException if the model failed, now or before, or this is closed
   */
  public Optional<List<Answer>> scoreAfterOthers(List<ScoreRequest> requests, Duration patience)
      throws InterruptedException {
    try (AwaitedAnswers awaited = new AwaitedAnswers(this::withdraw)) {
      requests.forEach(request -> awaited.add(enqueue(request, true)));
      return awaited.join(patience);
    }
  }

  /** Takes it out of the queue; false if a run has it or had it. */
  private boolean withdraw(Waiting waiting) {
    boolean waits = queue.remove(waiting);
    if (waits) {
      taken(waiting);
    }
    return waits;
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
}
