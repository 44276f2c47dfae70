package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that no client of HTTP sends, and the answers to wrong methods and paths. */
@Timeout(300)
class BareRequestsTest {
  private ApiFixture api;

  @BeforeEach
  void start() throws IOException {
    api = ApiFixture.open();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldNameTheMethodsThatAPathAnswers() throws Exception {
    HttpResponse<String> answer = api.send("PUT", "/v1/products/cap/shots", new JsonObject());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
  }

  @Test
  void shouldCutALongPathInItsAnswer() throws Exception {
    HttpResponse<String> answer = api.get("/v1/" + "x".repeat(10_000));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).hasSizeLessThan(1000).contains("/openapi.json");
  }

  @Test
  void shouldAskForOneHost() throws Exception {
    String none = answer("GET /v1/products HTTP/1.1\r\n\r\n");
    assertThat(none).startsWith("HTTP/1.1 400").contains("no header Host", "nosniff");
    String two = answer("GET /v1/products HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n");
    assertThat(two).startsWith("HTTP/1.1 400").contains("several headers Host");
  }

  @Test
  void shouldAnswerAQueryThatCannotBeDecoded() throws Exception {
    String answer = answer("GET /v1/alerts?foo=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("cannot be decoded");
  }

  @Test
  void shouldRefuseABodyThatIsTooLargeBeforeItComes() throws Exception {
    String json =
        "POST /v1/products HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    assertThat(answer(json + "Content-Length: 90000\r\n\r\n{"))
        .startsWith("HTTP/1.1 413")
        .contains("TOO_LARGE");
    String image =
        "POST /v1/products/cap/images HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n";
    assertThat(answer(image + "Content-Length: 900000\r\n\r\n{"))
        .startsWith("HTTP/1.1 413")
        .contains("TOO_MANY_BYTES");
  }

  /** Returns what comes until the problem is whole; the request stays open. */
  private String answer(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      StringBuilder answer = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next != -1; next = in.read()) {
        answer.append((char) next);
        if (next == '}') {
          break;
        }
      }
      return answer.toString();
    }
  }
}
