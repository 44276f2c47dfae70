package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Scorer;
import io.shotline.kafka.stream.StreamsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures what learning thresholds costs the images: two streams, one of which learns, on one
 * broker. Only one of them has images at a time. Whoever makes it closes it.
 */
public final class LearningBench implements AutoCloseable {
  private final BenchStream learning;
  private final BenchStream other;
  private final int frames;

  /**
   * Starts both streams and returns when they are ready.
   *
   * @param learning topics of the stream that learns; have the shots of the line
   * @param other topics of the other one, on the same broker; have the shots too
   * @param frames images of a round
   */
  public LearningBench(Side learning, Side other, BenchLine line, int frames)
      throws InterruptedException {
    requireNonNull(other, "other");
    this.frames = frames;
    this.learning = learning.start(true, line);
    try {
      this.other = other.start(false, line);
    } catch (InterruptedException | RuntimeException e) {
      this.learning.close();
      throw e;
    }
  }

  /** One of the two streams: its topics, its settings and its model. */
  public record Side(BenchCluster cluster, StreamsSettings settings, Scorer scorer) {
    private BenchStream start(boolean learns, BenchLine line) throws InterruptedException {
      return new BenchStream(cluster, settings.withLearning(learns), scorer, line);
    }
  }

  /**
   * Measures pairs after one that does not count; each stream is first in every second one.
   *
   * @param told each pair as it is measured
   */
  public MeanRatio run(int pairs, Consumer<RatePair> told) throws InterruptedException {
    List<Double> ratios = new ArrayList<>();
    pair(true);
    for (int number = 0; number < pairs; number++) {
      RatePair pair = pair(number % 2 == 0);
      ratios.add(pair.ratio());
      told.accept(pair);
    }
    return MeanRatio.of(ratios);
  }

  private RatePair pair(boolean learningFirst) throws InterruptedException {
    double first = rate(learningFirst ? learning : other);
    double second = rate(learningFirst ? other : learning);
    return learningFirst ? new RatePair(first, second) : new RatePair(second, first);
  }

  private double rate(BenchStream stream) throws InterruptedException {
    long start = System.nanoTime();
    stream.load().run(frames, 0);
    return frames / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    try (learning;
        other) {}
  }
}
