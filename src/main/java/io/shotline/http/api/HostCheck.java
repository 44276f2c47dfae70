package io.shotline.http.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a page of another place makes in a person's browser: those under a name
 * that is not this server's (DNS rebinding), and those that come from another origin. Safe for use
 * by many threads.
 */
final class HostCheck {
  /** A page cannot make its own name out of these. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.%]+]");

  private final Set<String> names = new HashSet<>();

  /**
   * Makes a check.
   *
   * @param names that the server is called by, beside localhost, addresses and the machine's name
   */
  HostCheck(List<String> names) {
    this.names.add("localhost");
    names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    try {
      InetAddress machine = InetAddress.getLocalHost();
      this.names.add(machine.getHostName().toLowerCase(Locale.ROOT));
      this.names.add(machine.getCanonicalHostName().toLowerCase(Locale.ROOT));
    } catch (UnknownHostException e) {
      // A machine without a name is called by its address.
    }
  }

  /**
   * Requires that the request is to this server and from none other's page.
   *
   * @throws ProblemException if it is not
   */
  void require(HttpServerRequest request) throws ProblemException {
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      throw ProblemException.badRequest("there are several headers Host; send one");
    }
    HostAndPort asked = request.authority();
    String host = asked == null ? "" : asked.host().toLowerCase(Locale.ROOT);
    if (!names.contains(host) && !ADDRESS.matcher(host).matches()) {
      throw new ProblemException(
          421,
          "WRONG_HOST",
          "this server is not known as '" + host + "'; name it with --api-names " + host);
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origin.equals(request.scheme() + "://" + authority(asked))) {
      throw new ProblemException(
          403, "OTHER_ORIGIN", "pages of " + origin + " may not ask this server");
    }
  }

  private static String authority(@Nullable HostAndPort asked) {
    return asked == null ? "" : asked.toString();
  }
}
