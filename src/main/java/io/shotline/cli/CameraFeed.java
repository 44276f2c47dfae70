package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.camera.Frame;
import io.shotline.camera.FrameSource;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.core.ImageEvent;
import io.shotline.kafka.topic.ImagePublisher;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the frames of a source as images of one or more cameras, in turn. Used by one thread.
 */
final class CameraFeed {
  /** Frames sent and not yet confirmed; bounds the memory when the broker is slower. */
  private static final int MOST_UNCONFIRMED = 64;

  private final FrameSource source;
  private final ImagePublisher publisher;
  private final String productId;
  private final List<String> cameraIds;
  private final String runId;
  private final double framesPerSecond;
  private final Clock clock;
  private final Semaphore unconfirmed = new Semaphore(MOST_UNCONFIRMED);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * @param runId makes event ids unique: {@code <camera>-<run>-<number of the frame>}
   * @param framesPerSecond over all cameras; 0 as fast as the broker takes them
   */
  CameraFeed(
      FrameSource source,
      ImagePublisher publisher,
      String productId,
      List<String> cameraIds,
      String runId,
      double framesPerSecond,
      Clock clock) {
    this.source = requireNonNull(source, "source");
    this.publisher = requireNonNull(publisher, "publisher");
    this.productId = requireNonNull(productId, "productId");
    this.cameraIds = List.copyOf(cameraIds);
    this.runId = requireNonNull(runId, "runId");
    this.framesPerSecond = framesPerSecond;
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Publishes until the source has no more or {@link #stop} is called, and waits until all is
   * confirmed.
   *
   * @param before told of each frame and its event before it is sent
   * @return how many frames were published
   */
  long run(BiConsumer<ImageEvent, Frame> before) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long number = 0;
    for (Optional<Frame> next = next(); next.isPresent(); next = next()) {
      pace(start, number);
      publish(next.get(), number, before);
      number++;
    }
    unconfirmed.acquire(MOST_UNCONFIRMED);
    unconfirmed.release(MOST_UNCONFIRMED);
    throwFailure();
    return number;
  }

  /** Ends {@link #run} after the frame in hand. */
  void stop() {
    stopped = true;
  }

  private Optional<Frame> next() throws IOException {
    return stopped ? Optional.empty() : source.next();
  }

  private void publish(Frame frame, long number, BiConsumer<ImageEvent, Frame> before)
      throws InterruptedException {
    String camera = cameraIds.get((int) (number % cameraIds.size()));
    ImageEvent event =
        new ImageEvent(
            camera + "-" + runId + "-" + number,
            camera,
            productId,
            clock.instant(),
            frame.image(),
            frame.attributes());
    before.accept(event, frame);
    unconfirmed.acquire();
    throwFailure();
    CompletableFuture<?> unused =
        publisher
            .publish(event)
            .whenComplete(
                (record, problem) -> {
                  if (problem != null) {
                    failure.compareAndSet(null, named(frame, problem));
                  }
                  unconfirmed.release();
                });
  }

  private static Throwable named(Frame frame, Throwable problem) {
    String file = frame.attributes().getOrDefault("file", frame.name());
    return new CommandFailedException(file + ": " + problem.getMessage(), problem);
  }

  private void pace(long startNanos, long number) throws InterruptedException {
    if (framesPerSecond > 0) {
      long due = startNanos + (long) (number / framesPerSecond * 1e9);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
  }

  private void throwFailure() {
    Throwable problem = failure.get();
    if (problem != null) {
      throw new CommandFailedException(String.valueOf(problem.getMessage()), problem);
    }
  }
}
