package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.App;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.Samples;
import io.shotline.wire.ScoredRecord;
import java.awt.Color;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * More slow connections than a process may open files do not stop the stream or hide its health.
 */
@Timeout(600)
class SlowConnectionsIT {
  private static final int MOST_FILES = 400;
  private static final int CONNECTIONS = 600;
  private static final Topics TOPICS = new Topics("");

  private final List<Socket> slow = new ArrayList<>();

  @Test
  void shouldGoOnScoringBesideMoreSlowConnectionsThanItMayOpenFiles(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      prepare(cluster);
      try (ChildProcess service = service(folder, cluster);
          ResultReader results = new ResultReader(cluster, TOPICS)) {
        URI address = URI.create(metricsAddress(service));
        while (status(address.resolve("/healthz/ready")) != 200) {
          assertThat(service.isAlive()).as(service.toString()).isTrue();
        }
        openSlow(address.getPort());

        scoreOne(cluster, results, service);
        for (int i = 0; i < 10; i++) {
          assertThat(status(address.resolve("/healthz/live")))
              .as(service.toString())
              .isEqualTo(200);
        }
        assertThat(service.stop()).as(service.toString()).isZero();
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static void prepare(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(Samples.shot("plate", "shot", Samples.image("jpg", 64, 64, Color.GRAY)));
    }
  }

  private static ChildProcess service(Path folder, ClusterSettings cluster) throws IOException {
    return ChildProcess.startWithFewFiles(
        MOST_FILES,
        folder.resolve("service.log"),
        App.class,
        "run",
        "--bootstrap-servers=" + cluster.bootstrapServers(),
        "--model=model/mini",
        "--state-dir=" + folder.resolve("state"),
        "--metrics-port=0");
  }

  private static String metricsAddress(ChildProcess service) throws IOException {
    String line = service.line();
    while (!line.startsWith("metrics")) {
      line = service.line();
    }
    return line.substring(line.indexOf("http"));
  }

  /** Headers that never end. */
  private void openSlow(int port) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket("127.0.0.1", port);
      slow.add(socket);
      try {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // Closed by the service already, which it may.
      }
    }
  }

  private static void scoreOne(
      ClusterSettings cluster, ResultReader results, ChildProcess service) {
    EncodedImage image = Samples.image("jpg", 64, 64, Color.GRAY);
    try (ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
      publisher.publish(new ImageEvent("e1", "camera-1", "plate", Instant.now(), image, Map.of()));
      while (results.poll(Duration.ofMillis(100)).stream()
          .noneMatch(ScoredRecord.class::isInstance)) {
        assertThat(service.isAlive()).as(service.toString()).isTrue();
      }
    }
  }

  /** 0 if there is no answer. */
  private static int status(URI page) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
