package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says now and then how far long work is. Used by one thread. */
public final class Progress {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final long total;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;

  /**
   * @param total how many images there are
   */
  public Progress(PrintWriter out, long total) {
    this.out = requireNonNull(out, "out");
    this.total = total;
  }

  /** Prints how many images are done, if it is time to. */
  public void at(long done) {
    long now = System.nanoTime();
    if (now - lastNanos >= PAUSE.toNanos()) {
      lastNanos = now;
      double perSecond = done / ((now - startNanos) / 1e9);
      out.printf(Locale.ROOT, "%d of %d images, %.0f images/s%n", done, total, perSecond);
      out.flush();
    }
  }
}
