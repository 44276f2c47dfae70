package io.shotline.core;

import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.batch.BatchSettings;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ModelSwapTest {
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
