package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.TimeSpan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a running service follows new versions of the model. */
@Heading("Model")
public final class ModelWatchOptions {
  @FormerName(value = "--model-poll-s", unit = "s")
  @Between(least = "0s", most = "1d")
  @Option(
      names = "--model-poll",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "10s",
      description =
          "How often to look for a higher version of the model, which takes over once its files"
              + " are the same in two looks. 0 never looks. Default: ${DEFAULT-VALUE}.")
  private Duration modelPoll;

  public Duration poll() {
    return modelPoll;
  }
}
