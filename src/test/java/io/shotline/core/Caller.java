package io.shotline.core;

import io.shotline.core.batch.Batcher;
import io.shotline.core.batch.Batcher.Answer;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.testing.FakeModel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One thread that scores one image of its own grey level against a black shot. */
public final class Caller {
  private static final ImageSize SQUARE = new ImageSize(240, 240);

  private final int level;
  private final ScoreRequest request;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Thread thread;

  /** Starts the thread. */
  public Caller(Batcher batcher, int level) {
    this(batcher, level, SQUARE);
  }

  /** The same with an image of this size. */
  public Caller(Batcher batcher, int level, ImageSize size) {
    this.level = level;
    this.request = request(level, size);
    this.thread = new Thread(() -> run(batcher));
    thread.start();
  }

  private void run(Batcher batcher) {
    try {
      answer.complete(batcher.score(List.of(request)).get(0));
    } catch (InterruptedException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private static ScoreRequest request(int level, ImageSize size) {
    DecodedImage image = DecodedImage.black(size);
    Arrays.fill(image.pixels(), (byte) level);
    ShotFeatures black =
        new ShotFeatures(new Grid(15, 15), new float[][] {new float[225]}, new float[0]);
    List<EncodedShot> shots = List.of(new EncodedShot("black", "0", black));
    return new ScoreRequest(image, new Bank("p", "p", 1, 3, shots, TextFeatures.NONE));
  }

  public ScoreRequest request() {
    return request;
  }

  /** The score that {@link FakeModel} gives this image. */
  public double expected() {
    return level / 255.0;
  }

  public boolean isAt(Thread.State state) {
    return thread.getState() == state;
  }

  /** Waits for the answer, throws what the caller got. */
  public Answer answer() {
    return answer.orTimeout(5, TimeUnit.MINUTES).join();
  }
}
