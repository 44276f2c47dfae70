package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.Samples;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which methods, paths and headers a request for a score may have. */
@Timeout(600)
class ScoreRequestTest {
  private ScoreServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScoreServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS"})
  void shouldAnswerPostOnly(String method) throws Exception {
    HttpResponse<String> answer =
        server.send(server.request("nut").method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
    if (!method.equals("HEAD")) {
      ScoreServer.assertRefused(answer, 405, "METHOD_NOT_ALLOWED", "POST only, not " + method);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a%2Fb", "%20%2F", "nut/", "nut/score/x"})
  void shouldAnswerAtNoOtherPaths(String product) throws Exception {
    ScoreServer.assertRefused(
        server.post(product, Samples.grey(1)), 404, "NOT_FOUND", "/v1/products/{id}/score");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%C3%ZZ", "%"})
  void shouldRefuseAPathThatCannotBeDecoded(String product) throws Exception {
    try (Socket sender = new Socket("127.0.0.1", server.port())) {
      sender
          .getOutputStream()
          .write(
              ("POST /v1/products/" + product + "/score HTTP/1.1\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 400").contains("MALFORMED_REQUEST", product);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/jpeg",
        "IMAGE/PNG",
        "image/x-ms-bmp; q=1",
        "application/octet-stream",
        // Of curl --data-binary.
        "application/x-www-form-urlencoded; charset=UTF-8",
        ""
      })
  void shouldTakeAFileOfTheseTypes(String type) throws Exception {
    server.gate.open();

    HttpResponse<String> answer = server.send(file().header("Content-Type", type));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=x", "application/json", "nonsense"})
  void shouldRefuseABodyThatIsNotTheFileItself(String type) throws Exception {
    HttpResponse<String> answer = server.send(file().header("Content-Type", type));

    ScoreServer.assertRefused(answer, 415, "UNSUPPORTED_MEDIA_TYPE", "curl --data-binary");
    ScoreServer.assertRefused(answer, 415, "UNSUPPORTED_MEDIA_TYPE", type);
    // The refused body is not taken for the next request.
    assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/json; charset=utf-8",
        "application/*",
        "text/html, application/xhtml+xml, */*;q=0.1",
        "",
        "nonsense, */*"
      })
  void shouldAnswerWhoAcceptsJson(String accept) throws Exception {
    server.gate.open();

    assertThat(server.send(file().header("Accept", accept)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "text/html, application/xml;q=0.9"})
  void shouldRefuseWhoDoesNotAcceptJson(String accept) throws Exception {
    ScoreServer.assertRefused(
        server.send(file().header("Accept", accept)), 406, "NOT_ACCEPTABLE", accept);
  }

  @Test
  void shouldEndAConnectionWhoseBodyWasNotWaitedFor() throws Exception {
    try (Socket sender =
        server.beginning(
            "Content-Type: text/x\r\nContent-Length: 99\r\nExpect: 100-continue\r\n\r\n")) {
      String answer = new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 415");
    }
  }

  private HttpRequest.Builder file() {
    return server.request("bolt%20m6+").POST(BodyPublishers.ofByteArray(Samples.grey(100).bytes()));
  }
}
