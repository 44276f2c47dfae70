package io.shotline.cli;

import picocli.CommandLine.Option;

/** Where health and metrics are served. */
final class ManagementOptions {
  static final int DEFAULT_PORT = 9464;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address for /metrics, /healthz/live and /healthz/ready; 0.0.0.0 opens it to the"
              + " network. Default: ${DEFAULT-VALUE}.")
  private String metricsHost;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9464",
      description = "Its port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int metricsPort;

  String host() {
    return metricsHost;
  }

  int port() {
    return metricsPort;
  }
}
