package io.shotline.convert.download;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names: {@code http_proxy}, {@code https_proxy}, {@code
 * all_proxy} and {@code no_proxy}, in small letters or capitals; small ones come first, as in curl.
 *
 * @param environment of the process
 */
public record ProxyVariables(Map<String, String> environment) {
  private static final String BASIC_IN_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int SOCKS_PORT = 1080;

  public ProxyVariables {
    environment = Map.copyOf(environment);
  }

  /** Lets Java log in at a proxy for https, unless a user forbade or allowed it by the property. */
  public void allowLoginForHttps() {
    if (System.getProperty(BASIC_IN_TUNNELS) == null) {
      System.setProperty(BASIC_IN_TUNNELS, "");
    }
  }

  /**
   * A proxy with the name and password that it asks for.
   *
   * @param variable that names it
   * @param login null: none
   */
  record Named(String variable, Proxy proxy, @Nullable String login) {
    /** Answers this proxy alone, never a server that asks for a password. */
    Authenticator authenticator() {
      return new Authenticator() {
        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
          if (login == null || getRequestorType() != RequestorType.PROXY) {
            return null;
          }
          String[] words = login.split(":", 2);
          return new PasswordAuthentication(
              decoded(words[0]), decoded(words.length > 1 ? words[1] : "").toCharArray());
        }
      };
    }

    private static String decoded(String word) {
      return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }

  /**
   * Finds the proxy for an address.
   *
   * @return empty if the environment names none for it
   * @throws DownloadException if what it names is no proxy
   */
  Optional<Named> of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    return Stream.of(scheme + "_proxy", "all_proxy")
        .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .filter(name -> !isExempt(address, scheme))
        .map(name -> parse(name, environment.getOrDefault(name, "").strip()));
  }

  private boolean isExempt(URI address, String scheme) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    int port = address.getPort() < 0 ? standard : address.getPort();
    String list = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    return Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .map(
            entry ->
                entry.endsWith(":" + port) ? entry.substring(0, entry.lastIndexOf(':')) : entry)
        .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
  }

  private static Named parse(String variable, String value) {
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      boolean isSocks = scheme.startsWith("socks");
      if (uri.getHost() != null && (isSocks || scheme.equals("http"))) {
        int standard = isSocks ? SOCKS_PORT : HTTP_PORT;
        InetSocketAddress place =
            new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort());
        Proxy.Type type = isSocks ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
        return new Named(variable, new Proxy(type, place), uri.getRawUserInfo());
      }
    } catch (IllegalArgumentException e) {
      // Said below without the value, which may hold a password.
    }
    throw new DownloadException(
        "the variable "
            + variable
            + " names no proxy that can be used; write http://HOST:PORT or socks5://HOST:PORT,"
            + " with USER:PASSWORD@ before HOST if it asks for them",
        null);
  }
}
