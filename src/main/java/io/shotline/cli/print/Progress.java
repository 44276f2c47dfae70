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

  /** How counts are said. */
  public enum Unit {
    IMAGES {
      @Override
      String words(long done, long total, double perSecond) {
        return String.format(Locale.ROOT, "%d of %d images, %.0f images/s", done, total, perSecond);
      }
    },

    BYTES {
      @Override
      String words(long done, long total, double perSecond) {
        String all = total == 0 ? "" : String.format(Locale.ROOT, " of %.1f", total / MEGA);
        return String.format(
            Locale.ROOT, "%.1f%s MB, %.1f MB/s", done / MEGA, all, perSecond / MEGA);
      }
    };

    private static final double MEGA = 1e6;

    abstract String words(long done, long total, double perSecond);
  }

  private final PrintWriter out;
  private final Unit unit;
  private final long before;
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
    this(out, Unit.IMAGES, 0, total, isTerminal);
  }

  /**
   * @param before how many were done before this work began
   * @param total how many there are; 0 if nobody knows
   * @param isTerminal whether a line can be drawn over
   */
  public Progress(PrintWriter out, Unit unit, long before, long total, boolean isTerminal) {
    this.out = requireNonNull(out, "out");
    this.unit = requireNonNull(unit, "unit");
    this.before = before;
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
    double perSecond = (done - before) / ((now - startNanos) / 1e9);
    String words = unit.words(done, total, perSecond);
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
