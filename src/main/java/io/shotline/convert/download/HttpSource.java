package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers for files, through the proxies of the environment. Follows redirects within a scheme
 * and to https. {@link HttpURLConnection} is used since its time limit for a read also ends a body
 * that stalls.
 */
public final class HttpSource {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final ProxyVariables proxies;
  private final Duration connectLimit;
  private final Duration stallLimit;

  /**
   * @param connectLimit the longest that a server may take to accept a connection
   * @param stallLimit the longest that it may send nothing
   */
  public HttpSource(ProxyVariables proxies, Duration connectLimit, Duration stallLimit) {
    this.proxies = requireNonNull(proxies, "proxies");
    this.connectLimit = requireNonNull(connectLimit, "connectLimit");
    this.stallLimit = requireNonNull(stallLimit, "stallLimit");
  }

  /** Returns the longest that a server may send nothing. */
  Duration stallLimit() {
    return stallLimit;
  }

  /**
   * Asks for a file; the caller closes the answer.
   *
   * @throws DownloadException if it is redirected to where it must not be
   * @throws IOException if nobody answers; the message says who and why
   */
  HttpAnswer ask(URI source, Map<String, String> headers) throws IOException {
    URI address = source;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpURLConnection connection = answered(address, headers);
      if (!REDIRECTS.contains(connection.getResponseCode())) {
        return new HttpAnswer(connection);
      }
      String location = connection.getHeaderField("Location");
      connection.disconnect();
      address = redirected(address, location);
    }
    throw new DownloadException(
        DownloadFailures.shown(source)
            + ": redirected more than "
            + MOST_REDIRECTS
            + " times; name another with --from URL",
        null);
  }

  private HttpURLConnection answered(URI address, Map<String, String> headers) throws IOException {
    Optional<ProxyVariables.Named> proxy = proxies.of(address);
    HttpURLConnection connection =
        (HttpURLConnection)
            (proxy.isPresent()
                ? address.toURL().openConnection(proxy.get().proxy())
                : address.toURL().openConnection());
    proxy.ifPresent(named -> connection.setAuthenticator(named.authenticator()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(Math.toIntExact(connectLimit.toMillis()));
    connection.setReadTimeout(Math.toIntExact(stallLimit.toMillis()));
    connection.setRequestProperty("User-Agent", "shotline");
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("Accept-Encoding", "identity");
    headers.forEach(connection::setRequestProperty);
    try {
      connection.getResponseCode();
      return connection;
    } catch (IOException e) {
      connection.disconnect();
      String through =
          proxy
              .map(named -> " through " + named.proxy().address() + " of " + named.variable())
              .orElse("");
      throw new IOException(address.getHost() + through + " " + why(e), e);
    }
  }

  /**
   * Returns where a redirect leads: to https, or with the scheme that there was.
   *
   * @throws DownloadException if it leads anywhere else
   */
  static URI redirected(URI from, @Nullable String location) {
    URI to;
    try {
      to = from.resolve(location == null ? "" : location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          DownloadFailures.shown(from) + ": redirected to no address; name another with --from URL",
          e);
    }
    boolean isAllowed =
        "https".equalsIgnoreCase(to.getScheme())
            || from.getScheme().equalsIgnoreCase(to.getScheme());
    if (!isAllowed || to.getHost() == null) {
      throw new DownloadException(
          DownloadFailures.shown(from)
              + ": redirected to "
              + to.getScheme()
              + (to.getHost() == null ? ":" : "://" + to.getHost())
              + ", which is not followed; name another with --from URL",
          null);
    }
    return to;
  }

  /** Says what happened instead of an answer; the host comes before. */
  private static String why(IOException e) {
    if (e instanceof UnknownHostException) {
      return "is not known here";
    }
    if (e instanceof SocketTimeoutException) {
      return "does not answer";
    }
    if (e instanceof SSLException) {
      return "is not trusted ("
          + e.getMessage()
          + "; where a network opens TLS, name its certificates with"
          + " SHOTLINE_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE)";
    }
    return "cannot be reached (" + e.getMessage() + ")";
  }
}
