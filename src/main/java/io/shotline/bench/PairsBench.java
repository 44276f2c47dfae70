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
  /** Of a pair; both streams have as many. */
  private static final int SLICES = 8;

  private final BenchStream with;
  private final BenchStream without;
  private final int sliceFrames;

  /**
   * Starts both streams and returns when they are ready.
   *
   * @param with topics of the stream that does it; have the shots of the line
   * @param without topics of the other one, on the same broker; have the shots too
   * @param frames images of a round, for each of the two
   */
  public PairsBench(Side with, Side without, BenchLine line, int frames)
      throws InterruptedException {
    requireNonNull(without, "without");
    this.sliceFrames = Math.max(1, frames / (SLICES / 2));
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

  /**
   * Measures one pair in slices, A B B A A B B A, so that a machine which slows down meanwhile
   * slows both.
   */
  private RatePair pair(boolean withFirst) throws InterruptedException {
    double withSeconds = 0;
    double withoutSeconds = 0;
    boolean isWith = withFirst;
    for (int slice = 0; slice < SLICES; slice++) {
      withSeconds += isWith ? seconds(with) : 0;
      withoutSeconds += isWith ? 0 : seconds(without);
      isWith = slice % 2 == 0 ? !isWith : isWith;
    }
    double images = SLICES / 2 * sliceFrames;
    return new RatePair(images / withSeconds, images / withoutSeconds);
  }

  private double seconds(BenchStream stream) throws InterruptedException {
    long start = System.nanoTime();
    stream.load().run(sliceFrames, 0);
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    try (with;
        without) {}
  }
}
