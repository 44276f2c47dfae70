package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Catalog;
import io.shotline.core.result.Outcome;
import io.shotline.failure.ForeseenException;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.work.WorkWindow;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The same images through the same scorer, called directly and through Kafka, in turn. */
public final class StreamBench {
  private static final String IN_PROCESS = "in process";
  private static final String THROUGH_KAFKA = "through Kafka";
  private static final String NO_OP = "no-op model";

  private final BenchCluster cluster;
  private final StreamsSettings settings;
  private final BenchLine line;
  private final Catalog catalog;
  private final int frames;
  private final int rounds;
  private final ModelRuns runs = new ModelRuns();
  private final Figures figures = new Figures();

  /**
   * @param cluster has the shots of the line; stays the caller's
   * @param frames images of a round
   * @param rounds of each way, after one to warm up
   */
  public StreamBench(
      BenchCluster cluster, StreamsSettings settings, BenchLine line, int frames, int rounds) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.settings = requireNonNull(settings, "settings");
    this.line = requireNonNull(line, "line");
    this.catalog = line.catalog();
    this.frames = frames;
    this.rounds = rounds;
    figures.put("size of an image, kB", THROUGH_KAFKA, line.imageKilobytes());
    figures.put("size of a shot, kB", THROUGH_KAFKA, line.shotKilobytes());
  }

  /** Returns the monitor that a scorer needs, so that the runs of its model are counted. */
  public ScoringMonitor monitor() {
    return runs;
  }

  /** Returns all that was measured by now. */
  public Figures figures() {
    return figures;
  }

  /** Returns in words what keeps the rate through Kafka from being higher. */
  public String bound() {
    return Bound.of(figure(Rounds.MODEL_SHARE), figure(Rounds.PROCESSOR_SHARE));
  }

  private double figure(String row) {
    return requireNonNull(figures.rows().get(row)).getOrDefault(THROUGH_KAFKA, 0.0);
  }

  /** Scores at full rate for so long and measures nothing but the memory. */
  public void soak(Scorer scorer, Duration time, Consumer<SoakReading> readings)
      throws InterruptedException {
    try (BenchStream stream = new BenchStream(cluster, settings, scorer, line)) {
      new StreamSoak(stream.load(), frames, readings).run(time);
    }
  }

  /**
   * Measures full rate in process and through Kafka, round by round, then the latency.
   *
   * @param wantedRate images per second while latency is measured; null: half of what goes through
   * @return that rate
   */
  public double measure(Scorer scorer, @Nullable Double wantedRate) throws Exception {
    try (BenchStream stream = new BenchStream(cluster, settings, scorer, line)) {
      figures.put("start to ready, s", THROUGH_KAFKA, stream.secondsToReady());
      double full = compare(scorer, stream.load());
      double rate = wantedRate == null ? full / 2 : wantedRate;
      latency(THROUGH_KAFKA, stream.load(), rate);
      return rate;
    }
  }

  /** Measures full rate and the latency at this rate of a model that does nothing. */
  public void measureNoOp(Scorer scorer, double rate) throws Exception {
    try (BenchStream stream = new BenchStream(cluster, settings, scorer, line)) {
      Rounds all = new Rounds(runs, frames);
      for (int round = -1; round < rounds; round++) {
        all.time(round >= 0, () -> stream.load().run(frames, 0));
      }
      all.tell(figures, NO_OP);
      latency(NO_OP, stream.load(), rate);
    }
  }

  /** Returns images per second through Kafka. */
  private double compare(Scorer scorer, StreamLoad load) throws Exception {
    Rounds direct = new Rounds(runs, frames);
    Rounds streamed = new Rounds(runs, frames);
    Measurements ratio = new Measurements();
    for (int round = -1; round < rounds; round++) {
      double directRate = direct.time(round >= 0, () -> direct(scorer));
      double streamedRate = streamed.time(round >= 0, () -> load.run(frames, 0));
      if (round >= 0) {
        ratio.add(streamedRate / directRate);
      }
    }
    direct.tell(figures, IN_PROCESS);
    streamed.tell(figures, THROUGH_KAFKA);
    figures.put("images/s of that in process", THROUGH_KAFKA, ratio.median());
    return streamed.medianRate();
  }

  private void latency(String column, StreamLoad load, double imagesPerSecond) throws Exception {
    Latencies all = new Latencies();
    for (int round = 0; round < rounds; round++) {
      all.addAll(load.run(frames, imagesPerSecond));
    }
    figures.put("latency at images/s", column, imagesPerSecond);
    all.tell(figures, column);
  }

  private Void direct(Scorer scorer) throws InterruptedException {
    try (WorkWindow<Outcome> window =
        new WorkWindow<>(line.callers(), () -> false, StreamBench::requireScored)) {
      for (int frame = 0; frame < frames; frame++) {
        long number = frame;
        window.add(() -> scorer.score(line.event(number), catalog));
      }
      window.finish();
    }
    return null;
  }

  private static void requireScored(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      throw new ForeseenException("not scored: " + rejected.rejection(), null);
    }
  }
}
