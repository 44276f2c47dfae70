package io.shotline.kafka.ahead;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The polled images of one partition in the order of their offsets, of which the first few are
 * begun. Used by the partition's stream thread; locked, since a partition may change threads.
 *
 * @param <R> what is made of an image
 */
final class PolledImages<R> {
  private static final class Waiting<R> {
    private final long offset;
    private final Supplier<Future<R>> work;
    private @Nullable Future<R> begun;

    Waiting(long offset, Supplier<Future<R>> work) {
      this.offset = offset;
      this.work = work;
    }
  }

  private int ahead;
  private final Deque<Waiting<R>> waiting = new ArrayDeque<>();

  /**
   * @param ahead how many are begun before their turn
   */
  PolledImages(int ahead) {
    this.ahead = ahead;
  }

  /**
   * Puts an image behind the others.
   *
   * @param work begins it; called under the lock, must not block
   */
  synchronized void add(long offset, Supplier<Future<R>> work) {
    if (!waiting.isEmpty() && waiting.getLast().offset >= offset) {
      // Read again from the last commit: what was polled before has no turn any more.
      clear();
    }
    waiting.add(new Waiting<>(offset, work));
    begin();
  }

  /** Returns how many images wait for their turn. */
  synchronized int size() {
    return waiting.size();
  }

  /** Returns whether a waiting image has its result; empty if the image does not wait here. */
  synchronized Optional<Boolean> isDone(long offset) {
    return waiting.stream()
        .filter(image -> image.offset == offset)
        .findFirst()
        .map(image -> image.begun != null && image.begun.isDone());
  }

  /** Begins no more; returns whether any that was begun still waits for its turn. */
  synchronized boolean endsWithThese() {
    ahead = 0;
    return waiting.stream().anyMatch(image -> image.begun != null);
  }

  /** Takes what was begun of the image whose turn it is, if it was; drops those before it. */
  synchronized Optional<Future<R>> take(long offset) {
    while (!waiting.isEmpty() && waiting.getFirst().offset < offset) {
      waiting.removeFirst();
    }
    Optional<Future<R>> taken = Optional.empty();
    if (!waiting.isEmpty() && waiting.getFirst().offset == offset) {
      taken = Optional.ofNullable(waiting.removeFirst().begun);
    }
    begin();
    return taken;
  }

  /** Drops all. A score that is being made is finished: it may be in a batch with others. */
  synchronized void clear() {
    for (Waiting<R> image : waiting) {
      if (image.begun != null) {
        image.begun.cancel(false);
      }
    }
    waiting.clear();
  }

  private void begin() {
    Iterator<Waiting<R>> first = waiting.iterator();
    for (int i = 0; i < ahead && first.hasNext(); i++) {
      Waiting<R> image = first.next();
      if (image.begun == null) {
        image.begun = image.work.get();
      }
    }
  }
}
