package io.shotline.core.batch;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.LookSizes;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The images that wait for a run of the model: in order of arrival, behind them those of callers
 * who let all others pass. A batch has images of one size. It begins with the image whose turn it
 * is, so that no size waits for ever. Thread-safe; one thread at a time takes a batch.
 */
final class BatchQueue {
  /**
   * An image that waits.
   *
   * @param number in order of arrival, each once
   */
  record Waiting(
      ScoreRequest request,
      boolean afterOthers,
      long number,
      long sinceNanos,
      CompletableFuture<Batcher.Answer> answer) {
    private LookSizes looks() {
      return request.image().looks();
    }
  }

  private final TreeSet<Waiting> waiting =
      new TreeSet<>(Comparator.comparing(Waiting::afterOthers).thenComparingLong(Waiting::number));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final IntUnaryOperator batchOf;
  private final Consumer<Waiting> onTaken;

  /**
   * @param batchOf how many of the images that could be in a batch are, 1 or more
   * @param onTaken is told of each image of a batch when it is complete
   */
  BatchQueue(IntUnaryOperator batchOf, Consumer<Waiting> onTaken) {
    this.batchOf = requireNonNull(batchOf, "batchOf");
    this.onTaken = requireNonNull(onTaken, "onTaken");
  }

  void add(Waiting image) {
    lock.lock();
    try {
      waiting.add(image);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes an image out; false if a batch has it already. */
  boolean remove(Waiting image) {
    lock.lock();
    try {
      return waiting.remove(image);
    } finally {
      lock.unlock();
    }
  }

  /** Takes out the image whose turn it is; null if none waits. */
  @Nullable Waiting poll() {
    lock.lock();
    try {
      return waiting.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an image and adds it and others of its size to the batch. Then waits for company
   * until the batch is full, the linger time is over, or an image of another size waits: that one
   * must not wait for the company of this one.
   *
   * @param batch empty; holds all that was taken, even if the thread is interrupted
   */
  void take(List<Waiting> batch, int most, long lingerNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        arrived.await();
      }
      LookSizes looks = waiting.first().looks();
      move(looks, batch, most);
      long left = lingerNanos;
      while (batch.size() < most && !isTurnOfAnother() && left > 0) {
        left = arrived.awaitNanos(left);
        move(looks, batch, most);
      }
      giveBack(batch);
    } finally {
      batch.forEach(onTaken);
      lock.unlock();
    }
  }

  /** Lets the last ones wait for the next batch. */
  private void giveBack(List<Waiting> batch) {
    List<Waiting> rest = batch.subList(batchOf.applyAsInt(batch.size()), batch.size());
    waiting.addAll(rest);
    rest.clear();
  }

  private boolean isTurnOfAnother() {
    return !waiting.isEmpty() && !waiting.first().afterOthers();
  }

  private void move(LookSizes looks, List<Waiting> batch, int most) {
    Iterator<Waiting> each = waiting.iterator();
    while (batch.size() < most && each.hasNext()) {
      Waiting image = each.next();
      if (image.looks().equals(looks)) {
        each.remove();
        batch.add(image);
      }
    }
  }
}
