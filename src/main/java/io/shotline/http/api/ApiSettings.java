package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is served, and to whom.
 *
 * @param host name or address of an interface; 0.0.0.0 is all of them
 * @param port 0 takes a free one
 * @param names that people and programs call the server by
 * @param tokens file with the hashes of tokens; null: everybody on this machine may all
 * @param certificate PEM file of the chain; null: without TLS
 * @param key PEM file of its private key; null: without TLS
 * @param history how far back results and dead letters are counted
 */
public record ApiSettings(
    String host,
    int port,
    List<String> names,
    @Nullable Path tokens,
    @Nullable Path certificate,
    @Nullable Path key,
    Duration history) {
  public static final int DEFAULT_PORT = 8080;

  /** Port 8080, for this machine alone, without tokens and TLS. */
  public static final ApiSettings DEFAULT =
      new ApiSettings("127.0.0.1", DEFAULT_PORT, List.of(), null, null, null, Duration.ofHours(8));

  public ApiSettings {
    requireNonNull(host, "host");
    Bounds.requireBetween("history", history, Duration.ofHours(1), Duration.ofDays(1));
    names = List.copyOf(names);
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("TLS needs both a certificate and its key");
    }
  }

  /** The same on another port. */
  public ApiSettings withPort(int other) {
    return new ApiSettings(host, other, names, tokens, certificate, key, history);
  }

  /** Returns whether connections are encrypted. */
  public boolean isTls() {
    return certificate != null;
  }
}
