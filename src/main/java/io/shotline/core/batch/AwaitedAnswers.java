package io.shotline.core.batch;

import static java.util.Objects.requireNonNull;

import io.shotline.core.batch.BatchQueue.Waiting;
import io.shotline.core.batch.Batcher.Answer;
import io.shotline.core.port.ModelFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answers that the caller of one image waits for, one per tile. After an interrupt or a failure
 * nobody asks for the others: closing takes out of the queue what still waits there. For one
 * thread.
 */
final class AwaitedAnswers implements AutoCloseable {
  private final Predicate<Waiting> withdraw;
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param withdraw takes an image out of the queue; false if a run has it or had it
   */
  AwaitedAnswers(Predicate<Waiting> withdraw) {
    this.withdraw = requireNonNull(withdraw, "withdraw");
  }

  void add(Waiting image) {
    waiting.add(image);
  }

  /** Blocks until all are there. */
  List<Answer> join() throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (Waiting each : waiting) {
      answers.add(join(each));
    }
    return answers;
  }

  /** Blocks until all are there; empty if one of the runs has not begun by then. */
  Optional<List<Answer>> join(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Waiting each : waiting) {
      try {
        each.answer().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (withdraw.test(each)) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      }
    }
    return Optional.of(join());
  }

  private static Answer join(Waiting waiting) throws InterruptedException {
    try {
      return waiting.answer().get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  static ModelFailedException failure(@Nullable Throwable cause) {
    return new ModelFailedException("nothing can be scored any more: " + cause, cause);
  }

  @Override
  public void close() {
    for (Waiting image : waiting) {
      // Whether a batch had it already makes no difference.
      boolean unused = withdraw.test(image);
    }
  }
}
