package io.shotline.convert.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy the environment names for an address. */
class ProxyVariablesTest {
  @ParameterizedTest
  @CsvSource({
    "https_proxy, http://p:3128, https://host/x, p:3128",
    "HTTPS_PROXY, p:3128, https://host/x, p:3128",
    "http_proxy, http://p, http://host/x, p:80",
    "HTTP_PROXY, http://u:w@p:8080/, http://host/x, p:8080",
    "all_proxy, http://p:1, https://host/x, p:1",
    "ALL_PROXY, http://p:1, http://host/x, p:1",
    "http_proxy, http://p:1, https://host/x, ",
    "https_proxy, '', https://host/x, "
  })
  void shouldFindTheProxyOfAScheme(String name, String value, URI address, String proxy) {
    assertThat(place(Map.of(name, value), address)).isEqualTo(Optional.ofNullable(proxy));
  }

  @Test
  void shouldPreferTheSchemeAndSmallLetters() {
    Map<String, String> all =
        Map.of("https_proxy", "a:1", "HTTPS_PROXY", "b:1", "all_proxy", "c:1");

    assertThat(place(all, URI.create("https://host/x"))).contains("a:1");
    assertThat(place(all, URI.create("http://host/x"))).contains("c:1");
  }

  @ParameterizedTest
  @CsvSource({
    "host.example.org, true",
    "HOST.example.org, true",
    "example.org, true",
    ".example.org, true",
    "*.example.org, true",
    "'a,example.org , b', true",
    "'a example.org', true",
    "example.org:443, true",
    "*, true",
    "example.org:80, false",
    "ample.org, false",
    "other.org, false",
    "'', false"
  })
  void shouldLeaveOutWhatNoProxyNames(String exempt, boolean isExempt) {
    URI address = URI.create("https://host.example.org/x");

    for (String name : new String[] {"no_proxy", "NO_PROXY"}) {
      assertThat(place(Map.of("https_proxy", "p:1", name, exempt), address).isEmpty())
          .isEqualTo(isExempt);
    }
  }

  @Test
  void shouldTakeASocksProxy() {
    ProxyVariables.Named proxy =
        new ProxyVariables(Map.of("ALL_PROXY", "socks5h://p"))
            .of(URI.create("https://host/x"))
            .orElseThrow();

    assertThat(proxy.proxy().type()).isEqualTo(Proxy.Type.SOCKS);
    assertThat(((InetSocketAddress) proxy.proxy().address()).getPort()).isEqualTo(1080);
  }

  @ParameterizedTest
  @CsvSource({"https://p:1", "http://", "'http://u:secret@p q'", "ftp://p"})
  void shouldSayWhatAProxyLooksLikeWithoutItsPassword(String value) {
    ProxyVariables variables = new ProxyVariables(Map.of("https_proxy", value));

    assertThatThrownBy(() -> variables.of(URI.create("https://host/x")))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("the variable https_proxy names no proxy that can be used; write")
        .hasMessageNotContaining("secret");
  }

  private static Optional<String> place(Map<String, String> environment, URI address) {
    return new ProxyVariables(environment)
        .of(address)
        .map(named -> (InetSocketAddress) named.proxy().address())
        .map(place -> place.getHostString() + ":" + place.getPort());
  }
}
