package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shotline.core.FakeCatalog;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.Outcome;
import io.shotline.http.ManagementEndpoints;
import io.shotline.http.ManagementServer;
import io.shotline.http.Page;
import io.shotline.http.RequestGuard;
import io.shotline.http.ScoreEndpoint;
import io.shotline.tensorflow.Reference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --format json} and HTTP say the same about the same image. */
class SameResultTest {
  private static final int MAX_BYTES = 1 << 20;

  private final FakeCatalog catalog =
      new FakeCatalog().withShots("plate", Reference.image("shot_0.png"));
  private final Scorer scorer =
      new Scorer(
          Reference.miniModel(),
          new ImageLimits(MAX_BYTES, 1_000_000),
          new BatchSettings(1, Duration.ZERO, 1, 8),
          1 << 20,
          ScoringMonitor.NONE,
          Clock.systemUTC());
  private ManagementServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ManagementServer.start(
            "127.0.0.1",
            0,
            new ManagementEndpoints(
                accept -> new Page("text/plain", ""),
                List.of(),
                List.of(),
                new ScoreEndpoint(this::score, MAX_BYTES),
                RequestGuard.OPEN));
  }

  @AfterEach
  void stop() {
    server.close();
    scorer.close();
  }

  @Test
  void shouldGiveTheSameObjectByHttpAndByTheCommand(@TempDir Path folder) throws Exception {
    byte[] scratch = Reference.image("scratch_rgb_320x256.png").bytes();
    byte[] text = "no image".getBytes(UTF_8);
    Path shot = Files.write(folder.resolve("shot-0"), Reference.image("shot_0.png").bytes());
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.write(images.resolve("a.txt"), text);
    Files.write(images.resolve("b.png"), scratch);

    CommandRun run =
        CommandRun.of(
            "score",
            "--model-version=1",
            "--shots=" + shot,
            "--images=" + images,
            "--product=plate",
            "--format=json");

    assertThat(run.lines()).as(run.err()).hasSize(2);
    assertSame(run.lines().get(0), "a.txt", post(text));
    assertSame(run.lines().get(1), "b.png", post(scratch));
  }

  /** Apart from times, and from the last digits of what the model computes. */
  private static void assertSame(String line, String file, String answer) throws IOException {
    ObjectNode printed = (ObjectNode) new ObjectMapper().readTree(line);
    ObjectNode answered = (ObjectNode) new ObjectMapper().readTree(answer);
    assertThat(printed.remove("file").asText()).isEqualTo(file);
    for (ObjectNode object : List.of(printed, answered)) {
      object.remove(List.of("scored_at", "timings"));
    }
    assertThat(printed.fieldNames()).toIterable().containsExactlyElementsOf(answered::fieldNames);
    assertThat(printed.equals(SameResultTest::nearly, answered)).as(line).isTrue();
  }

  private static int nearly(JsonNode left, JsonNode right) {
    boolean close =
        left.isNumber() && right.isNumber() && Math.abs(left.asDouble() - right.asDouble()) < 1e-5;
    return close || left.equals(right) ? 0 : 1;
  }

  private Optional<Outcome> score(String product, EncodedImage image) {
    try {
      ImageEvent event =
          new ImageEvent("event-5", "cam-3", product, Instant.EPOCH, image, Map.of());
      return scorer.tryScore(event, catalog);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String post(byte[] image) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/products/plate/score");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(image)).build(),
            BodyHandlers.ofString())
        .body();
  }
}
