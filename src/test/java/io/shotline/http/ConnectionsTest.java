package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many connections are slow, whoever is quick is answered. */
@Timeout(600)
class ConnectionsTest {
  private static final int MANY = 3 * Connections.MOST;

  private final List<Socket> slow = new ArrayList<>();
  private ScoreServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScoreServer();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
    server.close();
  }

  @Test
  void shouldKeepNoMoreThanTheMostAndAnswerHealth() throws Exception {
    for (int i = 0; i < MANY; i++) {
      slow.add(server.beginning("X-Slow: "));
    }

    for (int i = 0; i < 10; i++) {
      assertThat(server.get("/healthz/ready").statusCode()).isEqualTo(200);
    }
    // The oldest are gone, one after the other.
    for (Socket socket : slow.subList(0, MANY - Connections.MOST)) {
      assertThat(isClosed(socket)).isTrue();
    }
  }

  @Test
  void shouldAnswerHealthWhenAllSendBodiesSlowly() throws Exception {
    for (int i = 0; i < MANY; i++) {
      slow.add(server.unfinishedUpload());
    }

    assertThat(server.get("/healthz/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldKeepWhoeverWaitsForAnAnswer() throws Exception {
    CompletableFuture<HttpResponse<String>> image = server.postAsync("bolt%20m6+");
    server.gate.awaitEntered();
    for (int i = 0; i < MANY; i++) {
      slow.add(server.beginning("X-Slow: "));
    }
    assertThat(server.get("/healthz/ready").statusCode()).isEqualTo(200);

    server.gate.open();

    assertThat(image.get(300, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldDropAConnectionWhoseHeadersDripInTheirTime() throws Exception {
    Socket dripping = server.beginning("");
    slow.add(dripping);
    OutputStream out = dripping.getOutputStream();

    // Never idle, and never done.
    boolean open = true;
    while (open) {
      try {
        out.write("X".getBytes(StandardCharsets.US_ASCII));
        open = dripping.getInputStream().available() == 0;
        Thread.yield();
      } catch (IOException e) {
        open = false;
      }
    }
    assertThat(server.get("/healthz/ready").statusCode()).isEqualTo(200);
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
