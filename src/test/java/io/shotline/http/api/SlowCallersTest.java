package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Eventually;
import io.shotline.testing.FormBody;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that open connections and say little. */
@Timeout(600)
class SlowCallersTest {
  private static final int CALLERS = 1000;
  private final List<Socket> sockets = new ArrayList<>();
  private ApiFixture api;

  @BeforeEach
  void start() throws IOException {
    api = ApiFixture.open();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    api.close();
  }

  @Test
  void shouldAnswerBesideAThousandConnectionsThatSayNothing() throws Exception {
    long before = descriptors();
    for (int i = 0; i < CALLERS; i++) {
      sockets.add(new Socket("127.0.0.1", api.port()));
    }

    assertThat(api.get("/v1/products").statusCode()).isEqualTo(200);
    // Those of this test's own ends, and the few that the server keeps.
    assertThat(descriptors() - before).isLessThan(CALLERS + 200);
  }

  @Test
  void shouldAnswerBesideHeadersAndBodiesThatNeverEnd() throws Exception {
    for (int i = 0; i < 60; i++) {
      Socket socket = new Socket("127.0.0.1", api.port());
      sockets.add(socket);
      String begun = "POST /v1/products/cap/images HTTP/1.1\r\nHost: localhost\r\n";
      String body = "Content-Type: image/png\r\nContent-Length: 100000\r\n\r\nabc";
      socket.getOutputStream().write((i % 2 == 0 ? begun : begun + body).getBytes(US_ASCII));
      socket.getOutputStream().flush();
    }

    assertThat(api.get("/v1/products").statusCode()).isEqualTo(200);
    assertThat(api.line.published).isEmpty();
  }

  @Test
  void shouldHoldFewFormsInMemoryAndTakeOthersAgainAfterwards() throws Exception {
    for (int i = 0; i < 2; i++) {
      Socket socket = new Socket("127.0.0.1", api.port());
      sockets.add(socket);
      String begun = "POST /v1/products/cap/shots HTTP/1.1\r\nHost: localhost\r\nContent-Type: ";
      String body = FormBody.TYPE + "\r\nContent-Length: 100000\r\n\r\n--";
      socket.getOutputStream().write((begun + body).getBytes(US_ASCII));
      socket.getOutputStream().flush();
    }

    Eventually.until("no form is let in", () -> status() == 503);
    for (Socket socket : sockets) {
      socket.close();
    }
    Eventually.until("forms are let in again", () -> status() == 200);
    // Each leaves its place to the next.
    for (int i = 0; i < 5; i++) {
      assertThat(status()).isEqualTo(200);
    }
  }

  private int status() {
    try {
      return api.sendForm("/v1/products/cap/shots", new FormBody().with("good", new byte[9]))
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
