package io.shotline.core;

import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.testing.FakeModel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Holds a {@link FakeModel} up in its first batch until opened; interrupts are swallowed. */
public final class Gate implements Consumer<List<ScoreRequest>> {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  @Override
  public void accept(List<ScoreRequest> batch) {
    entered.countDown();
    await(open);
  }

  /** Returns once the model holds a batch. */
  public void awaitEntered() {
    await(entered);
  }

  /** Lets this batch and all later ones pass. */
  public void open() {
    open.countDown();
  }

  private static void await(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // A model that swallows interrupts is what some tests want.
      }
    }
  }
}
