package io.shotline.cli;

import io.shotline.cli.settings.Between;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a running service follows new versions of the model. */
final class ModelWatchOptions {
  @Between(least = "0", most = "86400")
  @Option(
      names = "--model-poll-s",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "How often to look for a higher version of the model, which takes over once its files"
              + " are the same in two looks. 0 never looks. Default: ${DEFAULT-VALUE}.")
  private int modelPollSeconds;

  Duration poll() {
    return Duration.ofSeconds(modelPollSeconds);
  }
}
