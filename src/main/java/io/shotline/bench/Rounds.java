package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;

/** Times one way to score images, round by round: the rate and what it takes of the machine. */
final class Rounds {
  static final String MODEL_SHARE = "time with a run of the model, %";
  static final String PROCESSOR_SHARE = "processors in use, %";

  private final Measurements rate = new Measurements();
  private final Measurements cpu = new Measurements();
  private final Measurements allocated = new Measurements();
  private final Measurements batch = new Measurements();
  private final Measurements modelShare = new Measurements();
  private final Measurements processorShare = new Measurements();
  private final ModelRuns runs;
  private final int frames;

  /**
   * @param runs notes the runs of the model; begun anew before each round
   * @param frames images of a round
   */
  Rounds(ModelRuns runs, int frames) {
    this.runs = requireNonNull(runs, "runs");
    this.frames = frames;
  }

  /** Returns the images per second of one round, which is kept if it counts. */
  double time(boolean counts, Callable<?> work) throws Exception {
    runs.reset();
    ProcessUse before = ProcessUse.now();
    long start = System.nanoTime();
    work.call();
    long took = System.nanoTime() - start;
    double images = frames / (took / 1e9);
    ProcessUse after = ProcessUse.now();
    if (counts) {
      rate.add(images);
      batch.add((double) frames / runs.count());
      modelShare.add(100.0 * runs.busyNanos() / took);
      processorShare.add(
          100.0
              * (after.cpuNanos() - before.cpuNanos())
              / took
              / Runtime.getRuntime().availableProcessors());
      cpu.add((after.cpuNanos() - before.cpuNanos()) / 1e6 / frames);
      allocated.add((after.allocatedBytes() - before.allocatedBytes()) / 1e3 / frames);
    }
    return images;
  }

  /** Returns the images per second of the median round. */
  double medianRate() {
    return rate.median();
  }

  /** Puts the medians of all rounds into a column. */
  void tell(Figures figures, String column) {
    figures.put("images/s", column, rate.median());
    figures.put("CPU, ms per image", column, cpu.median());
    figures.put("allocated, kB per image", column, allocated.median());
    figures.put("images per run of the model", column, batch.median());
    figures.put(MODEL_SHARE, column, modelShare.median());
    figures.put(PROCESSOR_SHARE, column, processorShare.median());
    figures.put("resident memory, MB", column, ProcessUse.residentMegabytes());
  }
}
