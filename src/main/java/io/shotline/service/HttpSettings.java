package io.shotline.service;

import io.shotline.core.Bounds;

/**
 * Where health, metrics and scoring by HTTP are served.
 *
 * @param host name or address of an interface; 0.0.0.0 is all of them
 * @param port 0 takes a free one
 */
public record HttpSettings(String host, int port) {
  public static final int DEFAULT_PORT = 9464;

  /** Port 9464, for this machine alone. */
  public static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", DEFAULT_PORT);

  private static final int HIGHEST_PORT = 65_535;

  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("metrics host must not be blank, got '" + host + "'");
    }
    Bounds.requireBetween("metrics port", port, 0, HIGHEST_PORT);
  }

  /** The same on another port. */
  public HttpSettings withPort(int other) {
    return new HttpSettings(host, other);
  }
}
