package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Catalog;
import io.shotline.core.ImageEvent;
import io.shotline.core.Outcome;
import io.shotline.core.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The same images through the same scorer, called directly and through Kafka, in turn. */
final class StreamBench {
  static final String IN_PROCESS = "in process";
  static final String THROUGH_KAFKA = "through Kafka";
  static final String NO_OP = "no-op model";

  private final BenchLine line;
  private final Catalog catalog;
  private final int frames;
  private final int rounds;
  private final FigureTable table;

  /**
   * @param frames images of a round
   * @param rounds of each way, after one to warm up
   * @param table receives the figures
   */
  StreamBench(BenchLine line, int frames, int rounds, FigureTable table) {
    this.line = requireNonNull(line, "line");
    this.catalog = line.catalog();
    this.frames = frames;
    this.rounds = rounds;
    this.table = requireNonNull(table, "table");
  }

  /**
   * Full rate, in process and through Kafka round by round.
   *
   * @param runs counts the scorer's runs of the model
   * @return images per second through Kafka
   */
  double compare(Scorer scorer, LongAdder runs, StreamLoad load) throws Exception {
    Way direct = new Way(runs);
    Way streamed = new Way(runs);
    Samples ratio = new Samples();
    for (int round = -1; round < rounds; round++) {
      double directRate = direct.time(round >= 0, () -> direct(scorer));
      double streamedRate = streamed.time(round >= 0, () -> load.run(frames, 0));
      if (round >= 0) {
        ratio.add(streamedRate / directRate);
      }
    }
    direct.tell(IN_PROCESS);
    streamed.tell(THROUGH_KAFKA);
    table.put("images/s of that in process", THROUGH_KAFKA, ratio.median());
    return streamed.rate.median();
  }

  /** Full rate of a model that does nothing. */
  void noOp(LongAdder runs, StreamLoad load) throws Exception {
    Way way = new Way(runs);
    for (int round = -1; round < rounds; round++) {
      way.time(round >= 0, () -> load.run(frames, 0));
    }
    way.tell(NO_OP);
  }

  /** How long images take at a rate that leaves room. */
  void latency(String column, StreamLoad load, double imagesPerSecond) throws Exception {
    StreamLoad.Latencies all =
        new StreamLoad.Latencies(new Samples(), new Samples(), new Samples());
    for (int round = 0; round < rounds; round++) {
      StreamLoad.Latencies some = load.run(frames, imagesPerSecond);
      all.all().addAll(some.all());
      all.beyondModel().addAll(some.beyondModel());
      all.committing().addAll(some.committing());
    }
    table.put("latency at images/s", column, imagesPerSecond);
    tell("capture to committed result", column, all.all());
    tell("beyond decode and model", column, all.beyondModel());
    tell("verdict to committed result", column, all.committing());
  }

  private void tell(String what, String column, Samples millis) {
    table.put(what + ", p50 ms", column, millis.quantile(0.5));
    table.put(what + ", p99 ms", column, millis.quantile(0.99));
    table.put(what + ", p99.9 ms", column, millis.quantile(0.999));
  }

  private Void direct(Scorer scorer) throws Exception {
    AtomicLong next = new AtomicLong();
    ExecutorService workers = Executors.newFixedThreadPool(line.callers());
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < line.callers(); i++) {
      all.add(workers.submit(() -> directCaller(scorer, next)));
    }
    for (Future<Void> one : all) {
      one.get();
    }
    workers.shutdown();
    return null;
  }

  private Void directCaller(Scorer scorer, AtomicLong next) throws InterruptedException {
    for (long i = next.getAndIncrement(); i < frames; i = next.getAndIncrement()) {
      ImageEvent event = line.event(i);
      if (scorer.score(event, catalog) instanceof Outcome.Rejected rejected) {
        throw new CommandFailedException("not scored: " + rejected.rejection(), null);
      }
    }
    return null;
  }

  /** What one way took, round by round. */
  private final class Way {
    private final Samples rate = new Samples();
    private final Samples cpu = new Samples();
    private final Samples allocated = new Samples();
    private final Samples batch = new Samples();
    private final LongAdder runs;

    Way(LongAdder runs) {
      this.runs = runs;
    }

    /** Images per second of one round, which is kept if it counts. */
    double time(boolean counts, Callable<?> work) throws Exception {
      runs.reset();
      ProcessUse before = ProcessUse.now();
      long start = System.nanoTime();
      work.call();
      double images = frames / ((System.nanoTime() - start) / 1e9);
      ProcessUse after = ProcessUse.now();
      if (counts) {
        rate.add(images);
        batch.add((double) frames / runs.sum());
        cpu.add((after.cpuNanos() - before.cpuNanos()) / 1e6 / frames);
        allocated.add((after.allocatedBytes() - before.allocatedBytes()) / 1e3 / frames);
      }
      return images;
    }

    void tell(String column) {
      table.put("images/s", column, rate.median());
      table.put("CPU, ms per image", column, cpu.median());
      table.put("allocated, kB per image", column, allocated.median());
      table.put("images per run of the model", column, batch.median());
      table.put("resident memory, MB", column, ProcessUse.residentMegabytes());
    }
  }
}
