package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Says now and then how far long work is: a bar on a terminal, lines elsewhere. Used by one thread.
 */
public final class Progress {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration BAR_PAUSE = Duration.ofMillis(200);
  private static final int BAR_WIDTH = 30;

  private final PrintWriter out;
  private final long total;
  private final boolean isTerminal;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private long sum;
  private boolean isDrawn;

  /**
   * @param total how many images there are
   */
  public Progress(PrintWriter out, long total) {
    this(out, total, false);
  }

  /**
   * @param total how many images there are
   * @param isTerminal whether a line can be drawn over
   */
  public Progress(PrintWriter out, long total, boolean isTerminal) {
    this.out = requireNonNull(out, "out");
    this.total = total;
    this.isTerminal = isTerminal;
  }

  /** Prints how many images are done, if it is time to. */
  public void at(long done) {
    sum = done;
    long now = System.nanoTime();
    if (now - lastNanos < (isTerminal ? BAR_PAUSE : PAUSE).toNanos()) {
      return;
    }
    lastNanos = now;
    double perSecond = done / ((now - startNanos) / 1e9);
    String words =
        String.format(Locale.ROOT, "%d of %d images, %.0f images/s", done, total, perSecond);
    if (isTerminal) {
      int filled = (int) (BAR_WIDTH * Math.min(done, total) / Math.max(1, total));
      String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
      out.printf(Locale.ROOT, "\r[%s] %s  ", bar, words);
      isDrawn = true;
    } else {
      out.println(words);
    }
    out.flush();
  }

  /** Adds images that are done, and prints how many are, if it is time to. */
  public void more(int images) {
    at(sum + images);
  }

  /** Takes a bar away, so that other lines can follow. */
  public void end() {
    if (isDrawn) {
      out.print("\r" + " ".repeat(BAR_WIDTH + 50) + "\r");
      out.flush();
    }
  }
}
