package io.shotline.core;

import static io.shotline.core.Eventually.until;
import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ModelSwapTest {
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
  void shouldScoreWithTheNewModelAndCloseTheOldOneOnce() throws InterruptedException {
    assertThat(scored("bolt").modelVersion()).isEqualTo("1");

    scorer.swap(second);

    assertThat(scored("bolt").modelVersion()).isEqualTo("2");
    assertThat(scorer.card()).isEqualTo(second.card());
    assertThat(seen.swaps).containsExactly("fake/2");
    assertThat(first.closedCount()).isEqualTo(1);
    scorer.close();
    scorer.close();
    assertThat(first.closedCount()).isEqualTo(1);
    assertThat(second.closedCount()).isEqualTo(1);
  }

  @Test
  void shouldRunBatchesOfAllSizesBeforeTheFirstImageIfAsked() throws InterruptedException {
    try (Scorer large = scorer(second, 20)) {
      large.rehearse();
    }

    assertThat(second.batchSizes()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 16, 20);
  }

  @Test
  void shouldHaveTheShotsInUseEncodedBeforeTheFirstImage() throws InterruptedException {
    catalog.with(new Product("nut", "hex nut", null, 1, true, null, View.DEFAULT));
    scored("bolt");
    scored("nut");
    scorer.swap(second);
    int encoded = second.encodedCount();
    seen.built.clear();

    assertThat(scored("bolt").shotIds()).containsExactly("shot-0", "shot-1");
    assertThat(scored("nut").score()).isCloseTo(70 / 255.0, within(1e-6));

    assertThat(second.encodedCount()).isEqualTo(encoded);
    assertThat(second.described).contains("bolt", "hex nut");
    assertThat(seen.built).isEmpty();
    assertThat(seen.hits).hasValue(2);
  }

  @Test
  void shouldEncodeWhatCameWhileTheNewModelWasTried() throws InterruptedException {
    scored("bolt");
    AtomicBoolean done = new AtomicBoolean();
    FakeModel tried =
        new FakeModel(
            "2",
            batch -> {
              if (done.compareAndSet(false, true)) {
                catalog.with(Samples.shot("bolt", "late", grey(120)));
                assertThat(scoredQuietly("bolt").modelVersion()).isEqualTo("1");
                assertThat(scoredQuietly("nut").modelVersion()).isEqualTo("1");
              }
            });
    scorer.swap(tried);
    seen.built.clear();

    assertThat(scored("bolt").shotIds()).containsExactly("shot-0", "shot-1", "late");
    scored("nut");

    assertThat(seen.built).isEmpty();
  }

  @Test
  void shouldRunTheBatchesThatWillComeAndScoreAShotOfEachProduct() throws InterruptedException {
    List<String> products = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 40; i++) {
      catalog.withShots("p" + i, grey(i));
      scored("p" + i);
    }
    scorer.close();
    scorer = scorer(model("1"), 6);
    for (int i = 0; i < 40; i++) {
      scored("p" + i);
    }
    FakeModel tried =
        new FakeModel("2", batch -> batch.forEach(r -> products.add(r.bank().productId())));

    scorer.swap(tried);

    assertThat(tried.batchSizes()).startsWith(1, 2, 3, 4, 5, 6).allMatch(size -> size <= 6);
    assertThat(products).containsAll(IntStream.range(0, 40).mapToObj(i -> "p" + i).toList());
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
  void shouldHoldAScoreAgainstTheThresholdOfTheModelThatGaveIt() throws InterruptedException {
    scored("bolt");
    ModelCard card = second.card();
    scorer.swap(
        new OtherModel() {
          @Override
          public ModelCard card() {
            return new ModelCard(
                "strict",
                "2b",
                "",
                card.layers(),
                card.input(),
                1,
                0.01,
                0,
                card.terms(),
                "none",
                "");
          }
        });

    ScoredImage result = scored("bolt");

    assertThat(result.modelName()).isEqualTo("strict");
    assertThat(result.modelVersion()).isEqualTo("2b");
    assertThat(result.threshold()).isEqualTo(0.01);
    assertThat(result.shotIds()).containsExactly("shot-1");
    assertThat(result.verdict()).isEqualTo(Verdict.ANOMALOUS);
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

  @Test
  void shouldKeepTheOldModelWhenTheNewOneGivesNoNumbers() throws InterruptedException {
    assertRefused(OtherModel.scoring(Double.NaN, 0), "the model's score is NaN");
    assertRefused(OtherModel.scoring(1.5, 0), "it scores a shot of product object 1.5, not 0");
    assertRefused(OtherModel.scoring(0.5, Float.NaN), "its residual map has NaN in it");
  }

  @Test
  void shouldKeepTheOldModelWhenTheNewOneFails() throws InterruptedException {
    FakeModel broken =
        new FakeModel(
            "2",
            batch -> {
              throw new IllegalStateException("no kernel for this machine");
            });
    assertRefused(broken, "no kernel for this machine");
    assertThat(broken.closedCount()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheOldModelWhenResultsOfTheNewOneCouldNotBeToldApart()
      throws InterruptedException {
    assertRefused(model("1"), "model.json calls it fake/1, which serves");
  }

  @Test
  void shouldKeepTheOldModelWhenTheNewOneCanUseNoShotOfAProduct() throws InterruptedException {
    scored("nut");
    OtherModel blind =
        new OtherModel() {
          @Override
          public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
              throws UndecodableImageException {
            if (image.bytes()[0] != 'B') {
              throw new UndecodableImageException("reads BMP only", new IllegalStateException());
            }
            return super.decode(image, header, bits);
          }
        };
    assertRefused(blind, "it can use none of the 1 shots of product nut");
  }

  @Test
  void shouldNotSwapAfterItIsClosedOrInterrupted() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> scorer.swap(second)).isInstanceOf(InterruptedException.class);
    assertThat(second.closedCount()).isEqualTo(1);
    FakeModel late = model("3");
    scorer.close();

    scorer.swap(late);

    assertThat(late.closedCount()).isEqualTo(1);
    assertThat(seen.swaps).isEmpty();
    assertThatThrownBy(() -> scored("bolt")).isInstanceOf(ModelFailedException.class);
  }

  private void assertRefused(ScoringModel model, String reason) throws InterruptedException {
    assertThatThrownBy(() -> scorer.swap(model)).hasMessageContaining(reason);
    assertThat(scored("bolt").modelVersion()).isEqualTo("1");
    assertThat(first.closedCount()).isZero();
    assertThat(seen.swaps).isEmpty();
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
