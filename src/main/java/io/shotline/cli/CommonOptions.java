package io.shotline.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings. Default: shotline.properties in the working folder, if there.")
  private @Nullable Path config;
}
