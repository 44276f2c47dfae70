package io.shotline.core;

import static io.shotline.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.batch.Batcher;
import io.shotline.core.batch.Batcher.Answer;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.testing.FakeModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Images of several tiles in the batches. */
@Timeout(600)
class TiledBatchTest {
  private static final Bank BLACK =
      new Bank(
          "p",
          "p",
          1,
          3,
          List.of(
              new Bank.EncodedShot(
                  "black",
                  "0",
                  new ShotFeatures(
                      new Grid(15, 15), new float[][] {new float[225]}, new float[0]))),
          TextFeatures.NONE);

  private final Gate gate = new Gate();

  @Test
  void shouldPutTheTilesOfAnImageIntoOneRun() throws InterruptedException {
    FakeModel model = new FakeModel();
    try (Batcher batcher = batcher(model, 4, 50)) {
      requireOwn(batcher.score(tiles(1, 4)), 1);
    }
    assertThat(model.batchSizes()).containsExactly(4);
  }

  @Test
  void shouldLetImagesOfMoreTilesThanPlacesPass() throws Exception {
    FakeModel model = new FakeModel();
    try (Batcher batcher = batcher(model, 2, 3)) {
      List<CompletableFuture<List<Answer>>> images = new ArrayList<>();
      for (int image = 0; image < 6; image++) {
        List<ScoreRequest> tiles = tiles(10 * image, 7);
        images.add(start(batcher, tiles));
      }
      for (int image = 0; image < 6; image++) {
        requireOwn(images.get(image).get(), 10 * image);
      }
    }
  }

  @Test
  void shouldTakeTheTilesOfAnInterruptedCallerOutOfTheQueue() throws Exception {
    FakeModel model = new FakeModel(gate);
    try (Batcher batcher = batcher(model, 1, 3)) {
      CompletableFuture<List<Answer>> inHand = start(batcher, tiles(0, 1));
      gate.awaitEntered();
      CompletableFuture<Boolean> gone = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  batcher.score(tiles(20, 5));
                  gone.complete(false);
                } catch (InterruptedException e) {
                  gone.complete(true);
                }
              });
      caller.start();
      until("all places are taken", () -> batcher.queueDepth() == 3);
      caller.interrupt();

      assertThat(gone.get()).isTrue();
      assertThat(batcher.queueDepth()).isZero();
      CompletableFuture<List<Answer>> next = start(batcher, tiles(30, 3));
      until("the places are free again", () -> batcher.queueDepth() == 3);
      gate.open();
      requireOwn(inHand.get(), 0);
      requireOwn(next.get(), 30);
    }
    assertThat(model.batchSizes()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldGiveUpAllTilesOfACallerWhoWaitsInVain() throws Exception {
    FakeModel model = new FakeModel(gate);
    try (Batcher batcher = batcher(model, 1, 3)) {
      CompletableFuture<List<Answer>> inHand = start(batcher, tiles(0, 1));
      gate.awaitEntered();

      assertThat(batcher.scoreAfterOthers(tiles(20, 4), Duration.ofMillis(1))).isEmpty();
      assertThat(batcher.queueDepth()).isZero();
      gate.open();
      requireOwn(inHand.get(), 0);
      requireOwn(batcher.scoreAfterOthers(tiles(20, 4), Duration.ofMinutes(5)).orElseThrow(), 20);
    }
  }

  private static CompletableFuture<List<Answer>> start(Batcher batcher, List<ScoreRequest> tiles) {
    CompletableFuture<List<Answer>> answers = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                answers.complete(batcher.score(tiles));
              } catch (InterruptedException | RuntimeException e) {
                answers.completeExceptionally(e);
              }
            })
        .start();
    return answers;
  }

  private static void requireOwn(List<Answer> answers, int level) {
    for (int tile = 0; tile < answers.size(); tile++) {
      assertThat(answers.get(tile).score().score()).isCloseTo((level + tile) / 255.0, within(1e-6));
    }
  }

  /** Tiles of one grey level each, from this one up. */
  private static List<ScoreRequest> tiles(int level, int count) {
    return IntStream.range(level, level + count)
        .mapToObj(
            each -> {
              DecodedImage image = DecodedImage.black(new ImageSize(240, 240));
              Arrays.fill(image.pixels(), (byte) each);
              return new ScoreRequest(image, BLACK);
            })
        .toList();
  }

  private static Batcher batcher(FakeModel model, int most, int places) {
    return new Batcher(
        model, new BatchSettings(most, Duration.ofMillis(200), 0, places), ScoringMonitor.NONE);
  }
}
