package io.shotline.cli.option;

import io.shotline.page.PageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a report goes. */
public final class ReportOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description =
          "Write a page to read, print and mail: figures, charts, shots, false alarms and misses,"
              + " all in one file below 5 MB. A page of shotline that is there already is"
              + " replaced.")
  private @Nullable Path report;

  /**
   * Tries the file; empty if no report is wanted.
   *
   * @throws ParameterException if it cannot be written; says why and what helps
   */
  public Optional<PageFile> file() {
    if (report == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PageFile.at(report));
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--report: " + e.getMessage(), e);
    }
  }
}
