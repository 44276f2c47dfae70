package io.shotline.bench;

import io.shotline.core.port.ScoringMonitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Notes when the model ran. Told by the threads that run it; asked between two rounds. */
final class ModelRuns implements ScoringMonitor {
  private record Run(long startNanos, long endNanos) {}

  private final List<Run> runs = new ArrayList<>();

  @Override
  public synchronized void batch(int size, Duration run) {
    long end = System.nanoTime();
    runs.add(new Run(end - run.toNanos(), end));
  }

  /** Forgets all runs. */
  synchronized void reset() {
    runs.clear();
  }

  /** Returns how many runs there were. */
  synchronized int count() {
    return runs.size();
  }

  /** Returns for how long at least one run went on. */
  synchronized long busyNanos() {
    List<Run> inOrder = new ArrayList<>(runs);
    inOrder.sort(Comparator.comparingLong(Run::startNanos));
    long busy = 0;
    long until = Long.MIN_VALUE;
    for (Run run : inOrder) {
      busy += Math.max(0, run.endNanos() - Math.max(until, run.startNanos()));
      until = Math.max(until, run.endNanos());
    }
    return busy;
  }
}
