package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Images at full rate for a long time, with a line every minute: memory must stay flat. */
final class StreamSoak {
  private static final Duration LINE = Duration.ofMinutes(1);

  private final StreamLoad load;
  private final int frames;
  private final PrintWriter out;

  /**
   * @param frames images of a round; rounds follow each other at once
   */
  StreamSoak(StreamLoad load, int frames, PrintWriter out) {
    this.load = requireNonNull(load, "load");
    this.frames = frames;
    this.out = requireNonNull(out, "out");
  }

  void run(Duration time) throws InterruptedException {
    long start = System.nanoTime();
    long images = 0;
    long lineStart = start;
    long lineImages = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      load.run(frames, 0);
      images += frames;
      lineImages += frames;
      long now = System.nanoTime();
      if (now - lineStart >= LINE.toNanos()) {
        out.printf(
            Locale.ROOT,
            "%4d min  %10d images  %7.2f images/s  %7.0f MB resident%n",
            Duration.ofNanos(now - start).toMinutes(),
            images,
            lineImages / ((now - lineStart) / 1e9),
            ProcessUse.residentMegabytes());
        out.flush();
        lineStart = now;
        lineImages = 0;
      }
    }
  }
}
