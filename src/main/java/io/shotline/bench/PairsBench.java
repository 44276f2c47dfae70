package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Scorer;
import io.shotline.kafka.stream.StreamsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures what a part of the work costs the images: two streams, one of which does it, on one
 * broker. Only one of them has images at a time. Whoever makes it closes it.
 */
public final class PairsBench implements AutoCloseable {
  private final BenchStream with;
  private final BenchStream without;
  private final int frames;

  /**
   * Starts both streams and returns when they are ready.
   *
   * @param with topics of the stream that does it; have the shots of the line
   * @param without topics of the other one, on the same broker; have the shots too
   * @param frames images of a round
   */
  public PairsBench(Side with, Side without, BenchLine line, int frames)
      throws InterruptedException {
    requireNonNull(without, "without");
    this.frames = frames;
    this.with = with.start(line);
    try {
      this.without = without.start(line);
    } catch (InterruptedException | RuntimeException e) {
      this.with.close();
      throw e;
    }
  }

  /** One of the two streams: its topics, its settings and its model. */
  public record Side(BenchCluster cluster, StreamsSettings settings, Scorer scorer) {
    private BenchStream start(BenchLine line) throws InterruptedException {
      return new BenchStream(cluster, settings, scorer, line);
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

  /** Returns how many images of both streams were alerts, 0 to 1. */
  public double alertShare() {
    return (double) (with.load().alerts() + without.load().alerts())
        / (with.load().answered() + without.load().answered());
  }

  private RatePair pair(boolean withFirst) throws InterruptedException {
    double first = rate(withFirst ? with : without);
    double second = rate(withFirst ? without : with);
    return withFirst ? new RatePair(first, second) : new RatePair(second, first);
  }

  private double rate(BenchStream stream) throws InterruptedException {
    long start = System.nanoTime();
    stream.load().run(frames, 0);
    return frames / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    try (with;
        without) {}
  }
}
