package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.service.HttpSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where health and metrics are served, and what they call healthy. */
@Heading("HTTP")
public final class ManagementOptions {
  @Matching(
      regexp = "[^\\s/]+",
      words = "the name or the address of this machine, such as 127.0.0.1")
  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address for /metrics, /healthz/live, /healthz/ready and /v1/products/ID/score; 0.0.0.0"
              + " opens it to the network. Default: ${DEFAULT-VALUE}.")
  private String metricsHost;

  @Between(least = "0", most = "65535")
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9464",
      description = "Its port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int metricsPort;

  @FormerName(value = "--camera-silent-s", unit = "s")
  @Between(least = "1s", most = "365d")
  @Option(
      names = "--camera-silent",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "60s",
      description =
          "A camera whose last image is older counts as silent in the metrics, from which the"
              + " alert CameraSilent is made. Default: ${DEFAULT-VALUE}.")
  private Duration cameraSilent;

  /** Returns where health and metrics are served. */
  public HttpSettings settings() {
    return new HttpSettings(metricsHost, metricsPort);
  }

  public Duration cameraSilent() {
    return cameraSilent;
  }
}
