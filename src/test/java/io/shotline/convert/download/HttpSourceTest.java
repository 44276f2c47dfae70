package io.shotline.convert.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where redirects may lead. */
class HttpSourceTest {
  @ParameterizedTest
  @CsvSource({
    "https://a/x, https://b/y?z=1, https://b/y?z=1",
    "https://a/x/, y, https://a/x/y",
    "https://a/x, //b/y, https://b/y",
    "http://a/x, http://b/y, http://b/y",
    "http://a/x, https://b/y, https://b/y"
  })
  void shouldFollowWithinASchemeAndToHttps(URI from, String location, URI to) {
    assertThat(HttpSource.redirected(from, location)).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a/x, http://b/y",
    "https://a/x, ftp://b/y",
    "http://a/x, ftp://b/y",
    "https://a/x, file:/etc/hostname",
    "https://a/x, https:/y",
    "https://a/x, ':::'"
  })
  void shouldFollowNowhereElse(URI from, String location) {
    assertThatThrownBy(() -> HttpSource.redirected(from, location))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(
            "https".equals(from.getScheme()) ? "https://a/x: " : "http://a/x: ");
  }

  @Test
  void shouldNotShowWhatMayBeSecret() {
    assertThat(DownloadFailures.shown(URI.create("https://u:p@host:8443/a%20b?sig=s#f")))
        .isEqualTo("https://host:8443/a%20b");
  }
}
