package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.CameraState;
import io.shotline.kafka.Await;
import io.shotline.testing.SampleScores;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events over HTTP, read from sockets. */
@Timeout(120)
class EventsTest {
  private ApiFixture api;
  private EventLog log;

  @BeforeEach
  void start() throws Exception {
    api = ApiFixture.open();
    log = api.watched.events;
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldTellWhatHappensAsItHappens() throws Exception {
    add(0);
    try (Reader reader = new Reader("")) {
      assertThat(reader.next().type).isEqualTo("begin");
      api.watched.feed.judged(camera("cam-1"));
      api.watched.feed.judged(camera("cam-1"));
      api.watched.feed.judged(camera("cam-2"));

      Event first = reader.next();
      assertThat(first.type).isEqualTo("camera");
      assertThat(first.data.getString("camera_id")).isEqualTo("cam-1");
      assertThat(reader.next().data.getString("camera_id")).isEqualTo("cam-2");
      assertThat(log.last()).as("once a second").isEqualTo(3);
      api.watched.clock.advance(Duration.ofSeconds(1));
      api.watched.feed.judged(camera("cam-1"));
      assertThat(reader.next().data.getString("camera_id")).isEqualTo("cam-1");
    }
    Await.until("the reader is gone", () -> log.listeners() == 0);
  }

  @Test
  void shouldGoOnBehindTheLastEvent() throws Exception {
    String last;
    try (Reader reader = new Reader("")) {
      assertThat(reader.next().data.getBoolean("missed")).isTrue();
      add(1);
      last = reader.next().id;
    }
    add(2);
    add(3);
    try (Reader reader = new Reader(last)) {
      Event begin = reader.next();
      assertThat(begin.data.getBoolean("missed")).isFalse();
      assertThat(begin.id).isEqualTo(last);
      assertThat(reader.next().data.getInteger("n")).isEqualTo(2);
      assertThat(reader.next().data.getInteger("n")).isEqualTo(3);
    }
  }

  @Test
  void shouldSayThatEventsWereMissed() throws Exception {
    add(0);
    String first = log.text(1, "", new JsonObject()).lines().findFirst().orElseThrow().substring(4);
    for (int i = 0; i < EventLog.MOST + 1; i++) {
      add(i);
    }
    for (String id : List.of(first, "x", first.substring(0, 36) + ".99999", "0" + first)) {
      try (Reader reader = new Reader(id)) {
        assertThat(reader.next().data.getBoolean("missed")).as(id).isTrue();
        add(7);
        assertThat(reader.next().data.getInteger("n")).isEqualTo(7);
      }
    }
  }

  @Test
  void shouldDropAReaderThatTakesNothingAndServeTheOthers() throws Exception {
    try (Reader slow = new Reader("");
        Reader quick = new Reader("")) {
      Event unused = quick.next();
      Await.until("both", () -> log.listeners() == 2);
      JsonObject large = new JsonObject().put("text", "x".repeat(20_000));
      int sent = 0;
      while (log.listeners() == 2) {
        log.add("large", large);
        sent++;
        assertThat(quick.next().type).isEqualTo("large");
      }

      assertThat(sent).isGreaterThan(100);
      assertThat(log.listeners()).isEqualTo(1);
      add(5);
      assertThat(quick.next().data.getInteger("n")).isEqualTo(5);
      assertThat(slow.socket.isClosed()).isFalse();
    }
  }

  @Test
  void shouldBoundTheReaders() throws Exception {
    List<Reader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < EventRoutes.MOST_READERS; i++) {
        readers.add(new Reader(""));
        Event unused = readers.get(i).next();
      }
      assertThat(api.get("/v1/events").statusCode()).isEqualTo(503);
      assertThat(api.get("/v1/system").statusCode()).isEqualTo(200);
    } finally {
      for (Reader reader : readers) {
        reader.close();
      }
    }
    Await.until("all are gone", () -> log.listeners() == 0);
  }

  private void add(int number) {
    log.add("test", new JsonObject().put("n", number));
  }

  private static CameraState camera(String id) {
    return CameraState.of(SampleScores.image("bolt", id, 0.1), SampleScores.NOW, null);
  }

  private record Event(String id, String type, JsonObject data) {}

  /** A client that takes an event when it is asked to. */
  private final class Reader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Reader(String lastId) throws IOException {
      URI uri = api.uri("/v1/events");
      socket = new Socket(uri.getHost(), uri.getPort());
      String header = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
      socket
          .getOutputStream()
          .write(
              ("GET /v1/events HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + header + "\r\n")
                  .getBytes(US_ASCII));
      lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** Passes over headers and the sizes of chunks. */
    Event next() throws IOException {
      String id = "";
      String type = "";
      while (true) {
        String line = lines.readLine();
        if (line == null) {
          throw new IOException("the stream has ended");
        }
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Event(id, type, new JsonObject(line.substring(6)));
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
