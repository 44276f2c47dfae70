package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
