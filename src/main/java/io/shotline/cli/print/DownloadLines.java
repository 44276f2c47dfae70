package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.download.DownloadMonitor;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints how a download goes on: a bar on a terminal, lines elsewhere. Used by one thread. */
public final class DownloadLines implements DownloadMonitor {
  private final PrintWriter out;
  private final boolean isTerminal;
  private @Nullable Progress progress;

  /**
   * @param isTerminal whether a line can be drawn over
   */
  public DownloadLines(PrintWriter out, boolean isTerminal) {
    this.out = requireNonNull(out, "out");
    this.isTerminal = isTerminal;
  }

  @Override
  public void note(String line) {
    end();
    out.println(line);
    out.flush();
  }

  @Override
  public void at(long bytes, long before, long total) {
    Progress current = progress;
    if (current == null) {
      current = new Progress(out, Progress.Unit.BYTES, before, total, isTerminal);
      progress = current;
    }
    current.at(bytes);
  }

  /** Takes a bar away, so that other lines can follow. */
  public void end() {
    if (progress != null) {
      progress.end();
      progress = null;
    }
  }
}
