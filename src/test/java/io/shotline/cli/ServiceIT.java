package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.Eventually;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.FolderUse;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One instance as {@code run} wires it, with the real model and a real broker. */
@Timeout(600)
class ServiceIT {
  private static final Topics TOPICS = new Topics("whole.");
  private final HttpClient client = HttpClient.newHttpClient();
  private EmbeddedBroker broker;
  private Service service;

  @BeforeEach
  void start(@TempDir Path state) throws InterruptedException {
    broker = EmbeddedBroker.temporary(0);
    ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(new Shot("plate", "s0", Reference.image("shot_0.png"), Instant.now(), "test"));
    }
    service = start(StreamsSettings.of(cluster, TOPICS, state), 0);
  }

  private static Service start(StreamsSettings stream, int metricsPort)
      throws InterruptedException {
    return Service.start(
        new ServiceSettings(
            ModelSettings.of(Path.of("model/mini")),
            ScoringSettings.DEFAULT,
            stream,
            FolderUse.ALONE,
            HttpSettings.DEFAULT.withPort(metricsPort),
            null,
            Duration.ZERO,
            Duration.ofSeconds(7)));
  }

  @AfterEach
  void stop() {
    service.close();
    broker.close();
  }

  @Test
  void shouldShowAProductAtZeroBeforeItsFirstImage() throws Exception {
    String alerts = "shotline_product_images_total{product=\"plate\",outcome=\"anomalous\",}";
    Eventually.until("the product is there", () -> scrape().contains(alerts + " 0.0"));

    publish("scratch_rgb_320x256.png", 1, "camera-1");

    Eventually.until("the alert is counted", () -> value(scrape(), alerts) == 1);
    assertThat(value(scrape(), "shotline_alerts_total{product=\"plate\",camera=\"camera-1\",}"))
        .isEqualTo(1);
  }

  @Test
  void shouldShowTheLevelOfTheScoresAndTheCamerasInAScrape() throws Exception {
    Instant before = Instant.now();
    publish("normal_rgb_320x256.png", 45, "camera-1");
    publish("scratch_rgb_320x256.png", 5, "camera-2");

    String scrape = scrape();

    assertThat(
            value(
                scrape,
                "shotline_score_quantile{product=\"plate\",window=\"rolling\",quantile=\"0.5\",}"))
        .isBetween(0.005, 0.03);
    assertThat(
            value(
                scrape,
                "shotline_score_quantile{product=\"plate\",window=\"reference\",quantile=\"0.95\",}"))
        .isBetween(0.06, 0.2);
    assertThat(value(scrape, "shotline_anomaly_share{product=\"plate\",window=\"rolling\",}"))
        .isEqualTo(0.1);
    assertThat(value(scrape, "shotline_camera_last_image_timestamp_seconds{camera=\"camera-2\",}"))
        .isGreaterThanOrEqualTo(before.getEpochSecond());
    assertThat(value(scrape, "shotline_camera_silent_after_seconds")).isEqualTo(7);
    assertThat(value(scrape, "shotline_cameras_silent")).isNotNegative();
  }

  @Test
  void shouldJudgeAnImageByHttpWithoutATraceInTopicsAndCounts() throws Exception {
    publish("normal_rgb_320x256.png", 1, "camera-1");
    // Images are scored a little before the stream says so.
    Eventually.until("ready", () -> get("/healthz/ready").statusCode() == 200);
    assertThat(get("/healthz/ready").body()).contains("\"status\":\"up\",\"state\":\"ready\"");
    try (ResultReader results =
        new ResultReader(ClusterSettings.of(broker.bootstrapServers()), TOPICS)) {
      HttpResponse<String> answer = post("plate", "scratch_rgb_320x256.png");

      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode result = new ObjectMapper().readTree(answer.body());
      assertThat(result.get("verdict").asText()).isEqualTo("VERDICT_ANOMALOUS");
      assertThat(result.get("score").asDouble()).isBetween(0.06, 0.2);
      assertThat(result.get("shot_ids")).hasSize(1);
      assertThat(post("cable", "scratch_rgb_320x256.png").statusCode()).isEqualTo(404);
      assertThat(results.poll(Duration.ofSeconds(1))).isEmpty();
      assertThat(value(scrape(), "shotline_images_total{outcome=\"anomalous\",}")).isZero();
      assertThat(value(scrape(), "shotline_images_total{outcome=\"rejected\",}")).isZero();
    }
  }

  private HttpResponse<String> post(String product, String file) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + service.metricsPort() + "/v1/products/" + product + "/score");
    byte[] image = Reference.image(file).bytes();
    return client.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(image)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void shouldCountWhatAPersonSaysOnTheCommandLine() {
    publish("normal_rgb_320x256.png", 1, "camera-2");
    assertThat(feedback("plate", "defect").code()).isZero();
    CommandRun run = feedback("plate", "false-alarm");
    assertThat(feedback("a/b", "defect").err())
        .contains("--product must be an id of 1 to 1024 characters without /");

    assertThat(run.out())
        .isEqualTo("camera-2-0 of product plate, camera camera-2, is noted as false-alarm\n");
    Eventually.until(
        "both are counted", () -> counted("false_alarm") == 1 && counted("defect") == 1);
  }

  private CommandRun feedback(String product, String verdict) {
    return CommandRun.of(
        "feedback",
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--topic-prefix=whole.",
        "--event=camera-2-0",
        "--product=" + product,
        "--verdict=" + verdict);
  }

  private double counted(String verdict) {
    String series = "shotline_feedback_total{product=\"plate\",verdict=\"" + verdict + "\",}";
    return scrape().contains(series) ? value(scrape(), series) : 0;
  }

  /** Returns when all have their result. */
  private void publish(String file, int images, String camera) {
    ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
    EncodedImage image = Reference.image(file);
    try (ResultReader results = new ResultReader(cluster, TOPICS);
        ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
      for (int i = 0; i < images; i++) {
        publisher.publish(
            new ImageEvent(camera + "-" + i, camera, "plate", Instant.now(), image, Map.of()));
      }
      for (int scored = 0; scored < images; ) {
        for (StreamResult result : results.poll(Duration.ofMillis(100))) {
          scored += result instanceof ScoredRecord ? 1 : 0;
        }
      }
    }
  }

  private String scrape() {
    return get("/metrics").body();
  }

  private HttpResponse<String> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + service.metricsPort() + path);
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double value(String scrape, String series) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findAny()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + scrape));
  }
}
