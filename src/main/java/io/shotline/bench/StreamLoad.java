package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.Verdict;
import io.shotline.failure.ForeseenException;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Publishes images, at a rate or as fast as they are answered, and reads their results meanwhile.
 * One run at a time.
 */
final class StreamLoad {
  /** Images published and not yet answered: enough for the stream to be never out of work. */
  private static final int MOST_UNANSWERED = 256;

  private final ImagePublisher publisher;
  private final ResultReader results;
  private final BooleanSupplier alive;
  private final LongFunction<ImageEvent> events;
  private long allAnswered;
  private long allAlerts;

  /**
   * @param alive whether results can still come
   * @param events the image of each number, captured now
   */
  StreamLoad(
      ImagePublisher publisher,
      ResultReader results,
      BooleanSupplier alive,
      LongFunction<ImageEvent> events) {
    this.publisher = requireNonNull(publisher, "publisher");
    this.results = requireNonNull(results, "results");
    this.alive = requireNonNull(alive, "alive");
    this.events = requireNonNull(events, "events");
  }

  /**
   * Blocks until all are answered.
   *
   * @param imagesPerSecond over all cameras, evenly; 0 as fast as they are answered
   */
  Latencies run(long images, double imagesPerSecond) throws InterruptedException {
    Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    FutureTask<Boolean> publishing =
        new FutureTask<>(() -> publish(images, imagesPerSecond, unanswered, failure), true);
    Thread thread = new Thread(publishing, "shotline-bench-cameras");
    thread.setDaemon(true);
    thread.start();
    Latencies latencies = new Latencies();
    for (long answered = 0; answered < images; ) {
      Throwable cause = failure.get();
      if (cause != null || !alive.getAsBoolean()) {
        publishing.cancel(true);
        throw new ForeseenException("the stream stopped: " + cause, cause);
      }
      for (StreamResult result : results.poll(Duration.ofMillis(100))) {
        if (!(result instanceof AlertRecord)) {
          answered++;
          unanswered.release();
          allAnswered++;
          if (result instanceof ScoredRecord scored) {
            latencies.add(scored.image(), Clock.systemUTC().instant());
            allAlerts += scored.image().verdict() == Verdict.ANOMALOUS ? 1 : 0;
          }
        }
      }
    }
    return latencies;
  }

  /** Returns how many images of all runs have an answer. */
  long answered() {
    return allAnswered;
  }

  /** Returns how many of them are alerts. */
  long alerts() {
    return allAlerts;
  }

  private void publish(
      long images,
      double imagesPerSecond,
      Semaphore unanswered,
      AtomicReference<@Nullable Throwable> failure) {
    long start = System.nanoTime();
    try {
      for (long number = 0; number < images; number++) {
        if (imagesPerSecond > 0) {
          long due = start + (long) (number / imagesPerSecond * 1e9);
          TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        unanswered.acquire();
        CompletableFuture<?> unused =
            publisher
                .publish(events.apply(number))
                .whenComplete(
                    (record, problem) -> {
                      if (problem != null) {
                        failure.compareAndSet(null, problem);
                      }
                    });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }
}
