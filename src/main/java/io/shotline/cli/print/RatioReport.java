package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.bench.MeanRatio;
import io.shotline.bench.RatePair;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints pairs of rates as they are measured, and the mean of their ratios. One thread's. */
public final class RatioReport {
  private final PrintWriter out;
  private final Format format;
  private final String way;
  private int number;

  /**
   * @param way what is measured, such as {@code learning}
   */
  public RatioReport(PrintWriter out, Format format, String way) {
    this.out = requireNonNull(out, "out");
    this.format = requireNonNull(format, "format");
    this.way = requireNonNull(way, "way");
  }

  /** Prints the next pair. */
  public void pair(RatePair pair) {
    number++;
    if (format == Format.JSON) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("pair", number);
      figures.put("images/s with " + way, pair.with());
      figures.put("images/s without " + way, pair.without());
      figures.put("time with / without", pair.ratio());
      new JsonLines(out).print(figures);
    } else {
      print(
          "pair %3d: %7.2f images/s with %s, %7.2f without; time with / without %.3f%n",
          number, pair.with(), way, pair.without(), pair.ratio());
    }
  }

  /**
   * Prints the mean of all pairs.
   *
   * @param alertShare how many of all images were alerts, 0 to 1
   */
  public void mean(MeanRatio mean, double alertShare) {
    if (format == Format.JSON) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("pairs", mean.pairs());
      figures.put("time with / without", mean.ratio());
      figures.put("95 % interval, from", mean.from());
      figures.put("95 % interval, to", mean.to());
      figures.put("share of alerts", alertShare);
      new JsonLines(out).print(figures);
    } else {
      print(
          "time of an image with / without %s: %.3f, 95 %% interval %.3f to %.3f, %d pairs, %.1f %%"
              + " alerts%n",
          way, mean.ratio(), mean.from(), mean.to(), mean.pairs(), 100 * alertShare);
    }
  }

  private void print(String words, Object... values) {
    out.printf(Locale.ROOT, words, values);
    out.flush();
  }
}
