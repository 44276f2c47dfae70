package io.shotline.kafka.ahead;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The polled images of all partitions, until the last of them has had its turn. Used by all stream
 * threads.
 */
final class PolledPartitions {
  private final int ahead;
  private final Map<Integer, PolledImages<BegunImage>> polled = new ConcurrentHashMap<>();
  private final Object turns = new Object();
  private volatile boolean ending;

  /**
   * @param ahead how many images of a partition are begun before their turn
   */
  PolledPartitions(int ahead) {
    this.ahead = ahead;
  }

  /** Returns the partition's images, to add to them. */
  PolledImages<BegunImage> of(int partition) {
    return polled.computeIfAbsent(partition, key -> new PolledImages<>(ending ? 0 : ahead));
  }

  /**
   * Returns whether an image's turn may come. One that is not known here is scored in its turn, but
   * not at the end.
   */
  boolean isReady(int partition, long offset) {
    return Optional.ofNullable(polled.get(partition))
        .flatMap(images -> images.isDone(offset))
        .orElse(!ending);
  }

  /** Takes what was begun of the image whose turn it is, if it was. */
  Optional<Future<BegunImage>> take(int partition, long offset) {
    PolledImages<BegunImage> images = polled.get(partition);
    return images == null ? Optional.empty() : images.take(offset);
  }

  /** Returns how many images of a partition wait for their turn. */
  int waiting(int partition) {
    PolledImages<BegunImage> images = polled.get(partition);
    return images == null ? 0 : images.size();
  }

  /** Drops the images of a partition. */
  void drop(int partition) {
    PolledImages<BegunImage> images = polled.remove(partition);
    if (images != null) {
      images.clear();
    }
    turnIsOver();
  }

  /** Tells {@link #finish} that an image has had its turn, or has none any more. */
  void turnIsOver() {
    if (ending) {
      synchronized (turns) {
        turns.notifyAll();
      }
    }
  }

  /** Returns whether no more images are begun. */
  boolean isEnding() {
    return ending;
  }

  /**
   * Begins no more images, and blocks until those that were begun have had their turn.
   *
   * @return whether all have, within the timeout
   */
  boolean finish(Duration timeout) throws InterruptedException {
    ending = true;
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (turns) {
      while (waitForTurns()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(turns, left);
      }
    }
    return true;
  }

  /** Asks all of them: each begins no more from then on. */
  private boolean waitForTurns() {
    return polled.values().stream()
        .map(PolledImages::endsWithThese)
        .reduce(false, Boolean::logicalOr);
  }
}
