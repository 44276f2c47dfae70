package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Heading;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.TimeSpan;
import io.shotline.http.api.ApiSettings;
import io.shotline.service.FreePort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the HTTP API is served, and to whom. */
@Heading("HTTP")
public final class ApiOptions {
  @Matching(
      regexp = "[^\\s/]+",
      words = "the name or the address of this machine, such as 127.0.0.1")
  @Option(
      names = "--api-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address for the API; 0.0.0.0 opens it to the network, which needs --api-tokens. Default:"
              + " ${DEFAULT-VALUE}.")
  private String host;

  @Between(least = "0", most = "65535")
  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "Its port; 0 takes a free one, and so does a default port that is in use. Default:"
              + " ${DEFAULT-VALUE}.")
  private int port;

  @Matching(regexp = "[^\\s/,]+", words = "the name of a machine, such as line-1.example.org")
  @Option(
      names = "--api-names",
      paramLabel = "NAME",
      split = ",",
      description =
          "Names that browsers and programs call the API by, beside this machine's own name and"
              + " addresses.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--api-tokens",
      paramLabel = "FILE",
      description =
          "Who may use the API: the file of shotline token create. Default: everybody on this"
              + " machine may all.")
  private @Nullable Path tokens;

  @Option(
      names = "--api-certificate",
      paramLabel = "FILE",
      description = "Serve the API by TLS with this certificate chain, a PEM file.")
  private @Nullable Path certificate;

  @Option(
      names = "--api-key",
      paramLabel = "FILE",
      description = "The private key of the certificate, a PEM file (PKCS#8).")
  private @Nullable Path key;

  @Between(least = "1h", most = "24h")
  @Option(
      names = "--api-history",
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "8h",
      description =
          "How far back the API counts results and dead letters, which it reads at the start."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration history;

  /** Returns where the API is served. Another program may have taken the default port. */
  public ApiSettings settings() {
    ApiSettings asked = new ApiSettings(host, port, names, tokens, certificate, key, history);
    return port == ApiSettings.DEFAULT_PORT && !FreePort.isFree(host, port)
        ? asked.withPort(0)
        : asked;
  }

  /** Returns what does not go together. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if ((certificate == null) != (key == null)) {
      faults.add("--api-certificate and --api-key belong together: give both or none");
    }
    if (tokens == null && !isLoopback()) {
      faults.add(
          "--api-host "
              + host
              + ": opens the API to the network without tokens; make some with shotline token"
              + " create and give --api-tokens FILE");
    }
    requireFile(faults, "--api-tokens", tokens, "; shotline token create makes one");
    requireFile(faults, "--api-certificate", certificate, "");
    requireFile(faults, "--api-key", key, "");
    return faults;
  }

  private static void requireFile(
      List<String> faults, String option, @Nullable Path file, String remedy) {
    if (file != null && !Files.isReadable(file)) {
      faults.add(option + " " + file + ": there is no such file that can be read" + remedy);
    }
  }

  /** A name that cannot be found is told when the port is tried. */
  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
