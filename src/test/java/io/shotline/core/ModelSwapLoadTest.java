package io.shotline.core;

import static io.shotline.core.Eventually.until;
import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.FakeModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models that are swapped while images are in work. */
@Timeout(600)
class ModelSwapLoadTest {
  private final Gate gate = new Gate();
  private final FakeModel first = model("1");
  private final FakeModel second = model("2");
  private final SeenSwaps seen = new SeenSwaps();
  private final FakeCatalog catalog =
      new FakeCatalog().withShots("bolt", grey(100), grey(110)).withShots("nut", grey(50));
  private Scorer scorer = scorer(first, 4);

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldFinishImagesInWorkWithTheModelTheyBeganWith() throws Exception {
    FakeModel slow = new FakeModel("1", gate);
    scorer.close();
    scorer = scorer(slow, 1);
    CompletableFuture<ScoredImage> inHand =
        CompletableFuture.supplyAsync(() -> scoredQuietly("bolt"));
    gate.awaitEntered();
    CompletableFuture<ScoredImage> waiting =
        CompletableFuture.supplyAsync(() -> scoredQuietly("bolt"));
    until("the second waits", () -> scorer.queueDepth() == 1);

    scorer.swap(second);

    assertThat(scored("bolt").modelVersion()).isEqualTo("2");
    assertThat(inHand).isNotDone();
    assertThat(slow.closedCount()).isZero();
    gate.open();
    assertThat(inHand.get().modelVersion()).isEqualTo("1");
    assertThat(waiting.get().modelVersion()).isEqualTo("1");
    until("the old model is closed", () -> slow.closedCount() == 1);
    assertThat(slow.misuses() + second.misuses()).isZero();
  }

  @Test
  void shouldNeitherLoseNorMixAnythingWhileModelsAreSwappedUnderLoad() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger results = new AtomicInteger();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(
          CompletableFuture.runAsync(
              () -> {
                while (!stop.get()) {
                  scoredQuietly("bolt");
                  results.incrementAndGet();
                }
              },
              task -> new Thread(task).start()));
    }
    List<FakeModel> models = new ArrayList<>(List.of(first));
    for (int version = 2; version <= 8; version++) {
      int before = results.get();
      until("images flow", () -> results.get() > before + 6);
      FakeModel next = model(Integer.toString(version));
      models.add(next);
      scorer.swap(next);
    }
    stop.set(true);
    for (CompletableFuture<Void> caller : callers) {
      caller.get();
    }
    scorer.close();

    assertThat(models).allMatch(model -> model.closedCount() == 1 && model.misuses() == 0);
  }

  private ScoredImage scored(String product) throws InterruptedException {
    Outcome outcome = scorer.score(event(product, grey(120)), catalog);
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) outcome).image();
  }

  private ScoredImage scoredQuietly(String product) {
    try {
      return scored(product);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FakeModel model(String version) {
    return new FakeModel(version, batch -> {});
  }

  private Scorer scorer(ScoringModel model, int maxBatch) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(maxBatch, Duration.ZERO, 0, 9),
        1 << 20,
        seen,
        Clock.systemUTC());
  }
}
