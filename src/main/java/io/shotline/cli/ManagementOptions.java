package io.shotline.cli;

import io.shotline.service.HttpSettings;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where health and metrics are served, and what they call healthy. */
final class ManagementOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address for /metrics, /healthz/live, /healthz/ready and /v1/products/ID/score; 0.0.0.0"
              + " opens it to the network. Default: ${DEFAULT-VALUE}.")
  private String metricsHost;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9464",
      description = "Its port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int metricsPort;

  @Option(
      names = "--camera-silent-s",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "A camera whose last image is older counts as silent in the metrics, from which the"
              + " alert CameraSilent is made. Default: ${DEFAULT-VALUE}.")
  private int cameraSilentSeconds;

  /** Returns where health and metrics are served. */
  HttpSettings settings() {
    return TypedSettings.of(spec, () -> new HttpSettings(metricsHost, metricsPort));
  }

  Duration cameraSilent() {
    if (cameraSilentSeconds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--camera-silent-s: " + cameraSilentSeconds + " is not 1 or more",
          spec.findOption("--camera-silent-s"),
          Integer.toString(cameraSilentSeconds));
    }
    return Duration.ofSeconds(cameraSilentSeconds);
  }
}
