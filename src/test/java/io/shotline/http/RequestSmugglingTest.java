package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One request stays one. A proxy that reads a body otherwise than this server would let a caller
 * hide a second request in it.
 */
@Timeout(600)
class RequestSmugglingTest {
  private static final String HIDDEN =
      "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // An extension in quotes that does not end with its line (CVE-2026-33870).
        "Transfer-Encoding: chunked\r\n\r\n1;e=\"v\r\nX\r\n0\r\n\r\n" + HIDDEN,
        // A last coding that only looks like chunked (CVE-2026-89044).
        "Transfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
      })
  void shouldAnswerNoRequestThatIsHiddenInABody(String rest) throws IOException {
    try (ScoreServer server = new ScoreServer();
        Socket sender = server.beginning(rest)) {
      assertThat(answers(sender)).doesNotContain("metrics");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FFFFFFFF\r\n", "zz\r\n"})
  void shouldRefuseAChunkWithoutALengthInOneLine(String chunk) throws IOException {
    try (ScoreServer server = new ScoreServer();
        Socket sender = server.beginning("Transfer-Encoding: chunked\r\n\r\n" + chunk)) {
      assertThat(answers(sender)).startsWith("HTTP/1.1 400").contains("MALFORMED_BODY");
    }
  }

  @Test
  void shouldStillTakeChunks() throws IOException {
    String chunked = "Transfer-Encoding: chunked\r\n\r\n2;e=\"v\"\r\nBM\r\n0\r\n\r\n";
    try (ScoreServer server = new ScoreServer();
        Socket sender = server.beginning(chunked + HIDDEN)) {
      // Here the second request is one.
      assertThat(answers(sender)).contains("HTTP/1.1 422", "metrics");
    }
  }

  private static String answers(Socket sender) throws IOException {
    return new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
