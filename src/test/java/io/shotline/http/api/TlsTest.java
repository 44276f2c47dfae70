package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API behind TLS, from PEM files. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir private Path folder;

  @Test
  void shouldServeByTheCertificateThatIsGiven() throws Exception {
    KeyStore store = made();
    Path certificate = pem("line.pem", "CERTIFICATE", store.getCertificate("line").getEncoded());
    Path key = pem("line.key", "PRIVATE KEY", store.getKey("line", PASSWORD).getEncoded());

    try (ApiFixture server = start(certificate, key)) {
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build();
      URI uri = URI.create("https://localhost:" + server.port() + "/openapi.json");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThatThrownBy(
              () ->
                  HttpClient.newHttpClient()
                      .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldNameTheFileThatIsNoKey() throws Exception {
    KeyStore store = made();
    Path certificate = pem("line.pem", "CERTIFICATE", store.getCertificate("line").getEncoded());
    Path missing = folder.resolve("none.key");
    assertThatThrownBy(() -> start(certificate, missing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.key");
  }

  @Test
  void shouldNameTheOptionsOfFilesThatAreSwapped() throws Exception {
    KeyStore store = made();
    Path certificate = pem("line.pem", "CERTIFICATE", store.getCertificate("line").getEncoded());
    Path key = pem("line.key", "PRIVATE KEY", store.getKey("line", PASSWORD).getEncoded());
    assertThatThrownBy(() -> start(key, certificate))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--api-certificate " + key)
        .hasMessageContaining("holds no CERTIFICATE");
    assertThatThrownBy(() -> start(certificate, certificate))
        .hasMessageContaining("--api-key " + certificate)
        .hasMessageNotContaining("--api-port");
  }

  private static ApiFixture start(Path certificate, Path key) throws IOException {
    return ApiFixture.with(
        new ApiSettings("127.0.0.1", 0, List.of(), null, certificate, key, Duration.ofHours(8)));
  }

  /** A key and its certificate, as Java's own tool makes them. */
  private KeyStore made() throws Exception {
    Path file = folder.resolve("line.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "line",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(String name, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n",
        US_ASCII);
  }

  private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("line", store.getCertificate("line"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
