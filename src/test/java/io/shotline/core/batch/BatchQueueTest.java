package io.shotline.core.batch;

import static io.shotline.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Caller;
import io.shotline.core.batch.BatchQueue.Waiting;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.TextFeatures;
import io.shotline.testing.FakeModel;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BatchQueueTest {
  private static final ImageSize WIDE = new ImageSize(240, 112);
  private static final ImageSize SQUARE = new ImageSize(240, 240);
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final List<Waiting> taken = new ArrayList<>();
  private final BatchQueue queue = new BatchQueue(waiting -> waiting, taken::add);
  private long number;

  @Test
  void shouldTakeTheFirstAndOthersOfItsSizeInOrder() throws InterruptedException {
    Waiting wide = add(WIDE, false);
    Waiting square = add(SQUARE, false);
    Waiting late = add(WIDE, false);
    Waiting other = add(SQUARE, false);

    assertThat(batch(8)).containsExactly(wide, late);
    assertThat(batch(8)).containsExactly(square, other);
    assertThat(queue.size()).isZero();
    assertThat(taken).containsExactly(wide, late, square, other);
  }

  @Test
  void shouldKeepImagesOfOneAndOfTwoLooksApart() throws InterruptedException {
    DecodedImage closer = DecodedImage.black(new ImageSize(512, 240));
    Waiting once = add(WIDE, false);
    Waiting twice = add(DecodedImage.black(WIDE).with(closer, 0.5), false);
    Waiting late = add(WIDE, false);
    Waiting again = add(DecodedImage.black(WIDE).with(closer, 0.5), false);

    assertThat(batch(8)).containsExactly(once, late);
    assertThat(batch(8)).containsExactly(twice, again);
  }

  @Test
  void shouldLeaveForTheNextBatchWhatTheModelDoesNotTake() throws InterruptedException {
    BatchQueue powersOfTwo = new BatchQueue(Integer::highestOneBit, taken::add);
    List<Waiting> images = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      images.add(waiting(DecodedImage.black(WIDE), false));
      powersOfTwo.add(images.get(i));
    }
    for (int size : new int[] {4, 2, 1}) {
      List<Waiting> batch = new ArrayList<>();
      powersOfTwo.take(batch, 64, 0);
      assertThat(batch).hasSize(size);
    }
    assertThat(taken).containsExactlyElementsOf(images);
  }

  @Test
  void shouldGiveEverySizeItsTurn() throws InterruptedException {
    Waiting first = add(WIDE, false);
    add(WIDE, false);
    Waiting square = add(SQUARE, false);
    Waiting third = add(WIDE, false);
    add(WIDE, false);

    assertThat(batch(2)).startsWith(first).hasSize(2);
    assertThat(batch(2)).containsExactly(square);
    assertThat(batch(2)).startsWith(third).hasSize(2);
  }

  @Test
  void shouldLeaveRoomToThoseWhoLetOthersPass() throws InterruptedException {
    Waiting caller = add(WIDE, true);
    Waiting square = add(SQUARE, false);
    Waiting wide = add(WIDE, false);

    assertThat(batch(8)).containsExactly(square);
    assertThat(batch(8)).containsExactly(wide, caller);
  }

  @Test
  void shouldNotWaitForCompanyWhileAnotherSizeWaits() {
    FakeModel model = new FakeModel();
    BatchSettings settings = new BatchSettings(2, FOR_EVER, 0, 50);
    try (Batcher batcher = new Batcher(model, settings, ScoringMonitor.NONE)) {
      Caller wide = new Caller(batcher, 1, WIDE);
      until("it is in hand", () -> wide.isAt(State.WAITING) && batcher.queueDepth() == 0);
      Caller square = new Caller(batcher, 2, SQUARE);

      assertThat(wide.answer()).isNotNull();
      assertThat(model.batchSizes()).containsExactly(1);
      assertThat(new Caller(batcher, 3, SQUARE).answer()).isNotNull();
      assertThat(square.answer()).isNotNull();
      assertThat(model.batchSizes()).containsExactly(1, 2);
    }
  }

  private List<Waiting> batch(int most) throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    queue.take(batch, most, 0);
    return batch;
  }

  private Waiting add(ImageSize size, boolean afterOthers) {
    return add(DecodedImage.black(size), afterOthers);
  }

  private Waiting add(DecodedImage pixels, boolean afterOthers) {
    Waiting image = waiting(pixels, afterOthers);
    queue.add(image);
    return image;
  }

  private Waiting waiting(DecodedImage pixels, boolean afterOthers) {
    Bank bank = new Bank("p", "p", 1, 3, List.of(), TextFeatures.NONE);
    ScoreRequest request = new ScoreRequest(pixels, bank);
    return new Waiting(request, afterOthers, number++, 0, new CompletableFuture<>());
  }
}
