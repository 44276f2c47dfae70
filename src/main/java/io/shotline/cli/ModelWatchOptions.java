package io.shotline.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a running service follows new versions of the model. */
final class ModelWatchOptions {
  private static final int A_DAY = 86_400;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model-poll-s",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "How often to look for a higher version of the model, which takes over once its files"
              + " are the same in two looks. 0 never looks. Default: ${DEFAULT-VALUE}.")
  private int modelPollSeconds;

  Duration poll() {
    if (modelPollSeconds < 0 || modelPollSeconds > A_DAY) {
      throw new ParameterException(
          spec.commandLine(),
          "--model-poll-s: " + modelPollSeconds + " is not between 0 and " + A_DAY,
          spec.findOption("--model-poll-s"),
          Integer.toString(modelPollSeconds));
    }
    return Duration.ofSeconds(modelPollSeconds);
  }
}
