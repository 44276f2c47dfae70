package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Eventually;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AuditEntry;
import io.shotline.core.result.EvidenceState;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.FolderUse;
import io.shotline.http.api.ApiSettings;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.PublishedAlerts;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.AuditCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import io.shotline.wire.StreamResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API of a running instance, with the real model and a real broker. */
@Timeout(600)
class ApiIT {
  private static final Topics TOPICS = new Topics("api.");
  private final HttpClient client = HttpClient.newHttpClient();
  private EmbeddedBroker broker;
  private ClusterSettings cluster;
  private Service service;

  @BeforeEach
  void start(@TempDir Path state) throws Exception {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    service =
        Service.start(
            new ServiceSettings(
                ModelSettings.of(Path.of("model/mini")),
                ScoringSettings.DEFAULT,
                StreamsSettings.of(cluster, TOPICS, state),
                FolderUse.ALONE,
                HttpSettings.DEFAULT.withPort(0),
                ApiSettings.DEFAULT.withPort(0),
                Duration.ZERO,
                Duration.ofSeconds(7)));
    Eventually.until("the stream runs", () -> get("/v1/products/cap/shots").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    service.close();
    broker.close();
  }

  @Test
  void shouldJudgeTheNextImageByAShotThatWasAdded() throws Exception {
    HttpResponse<String> shot = post("/v1/products/cap/shots?shot=good-1", "shot_0.png");
    assertThat(shot.statusCode()).as(shot.body()).isEqualTo(201);
    JsonObject image =
        new JsonObject(post("/v1/products/cap/images?event=e-1&camera=c-1", "shot_1.png").body());

    try (ResultReader results = new ResultReader(cluster, TOPICS)) {
      List<StreamResult> read = new ArrayList<>();
      Eventually.until(
          "a result",
          () -> {
            read.addAll(results.poll(Duration.ofMillis(100)));
            return !read.isEmpty();
          });
      ScoredRecord scored = (ScoredRecord) read.get(0);
      assertThat(scored.image().eventId()).isEqualTo("e-1");
      assertThat(scored.image().difference().shotIds()).containsExactly("good-1");
      assertThat(scored.source().offset()).isEqualTo(image.getLong("offset"));
    }
    JsonObject shots = new JsonObject(get("/v1/products/cap/shots").body());
    assertThat(shots.getJsonArray("items")).hasSize(1);
    JsonObject product =
        new JsonObject(get("/v1/products").body()).getJsonArray("items").getJsonObject(0);
    assertThat(product.getString("product_id")).isEqualTo("cap");
    assertThat(product.getLong("revision")).isZero();
  }

  @Test
  void shouldTellWhoRemovedWhichShotAndWhatTheThresholdWasBefore() throws Exception {
    assertThat(post("/v1/products/cap/shots?shot=good-1", "shot_0.png").statusCode())
        .isEqualTo(201);
    HttpResponse<String> created =
        send(
            "POST",
            "/v1/products",
            new JsonObject().put("product_id", "cap").put("threshold", 0.4));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    long revision = new JsonObject(created.body()).getLong("revision");
    JsonObject change = new JsonObject().put("revision", revision).put("threshold", 0.6);
    assertThat(send("PATCH", "/v1/products/cap", change).statusCode()).isEqualTo(200);
    HttpResponse<String> late = send("PATCH", "/v1/products/cap", change.put("threshold", 0.7));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("\"threshold\":0.6");
    HttpResponse<String> removed =
        ask(HttpRequest.newBuilder(uri("/v1/products/cap/shots/good-1")).DELETE());
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);

    List<AuditEntry> audits = audits(4);
    assertThat(audits)
        .extracting(AuditEntry::action)
        .containsExactly("addShot", "createProduct", "changeProduct", "removeShot");
    assertThat(audits.get(2).before()).contains("\"threshold\":0.4");
    assertThat(audits.get(2).after()).contains("\"threshold\":0.6");
    assertThat(audits.get(3).who()).isEqualTo("local");
    assertThat(audits.get(3).target()).isEqualTo("products/cap/shots/good-1");
  }

  @Test
  void shouldShowAnAlertItsPicturesAndWhatPeopleSay() throws Exception {
    EncodedImage image = Reference.image("shot_0.png");
    try (PublishedAlerts alerts = new PublishedAlerts(cluster, TOPICS)) {
      AlertRecord alert =
          PublishedAlerts.alert("e-1", new SourceRecord("elsewhere", 0, 0), EvidenceState.KEPT);
      alerts.keep(1, alert, image);
      alerts.publish(1, alert);
    }
    Eventually.until(
        "the alert",
        () ->
            get("/v1/alerts").statusCode() == 200
                && get("/v1/alerts").body().contains("\"id\":\"1-0\""));
    HttpResponse<String> file = get("/v1/alerts/1-0/image");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("image/png");
    HttpResponse<String> overlay = get("/v1/alerts/1-0/overlay");
    assertThat(overlay.statusCode()).as(overlay.body()).isEqualTo(200);

    JsonObject answer = new JsonObject().put("verdict", "false_alarm").put("note", "dust");
    assertThat(send("POST", "/v1/alerts/1-0/answer", answer).statusCode()).isEqualTo(200);
    JsonObject shelf =
        new JsonObject()
            .put("camera_id", "camera-1")
            .put("until", Instant.now().plusSeconds(600).toString());
    assertThat(send("POST", "/v1/shelves", shelf).statusCode()).isEqualTo(200);

    assertThat(get("/v1/alerts?state=answered").body()).contains("\"note\":\"dust\"");
    assertThat(get("/v1/alerts/1-9").statusCode()).isEqualTo(404);
    assertThat(audits(4))
        .extracting(AuditEntry::action)
        .containsExactly("getAlertImage", "getAlertOverlay", "answerAlert", "shelve");
  }

  @Test
  void shouldTellWhatTheLineSawAndCouldNotJudge() throws Exception {
    assertThat(post("/v1/products/cap/shots?shot=good-1", "shot_0.png").statusCode())
        .isEqualTo(201);
    assertThat(post("/v1/products/cap/images?event=e-1&camera=c-1", "shot_1.png").statusCode())
        .isEqualTo(202);
    assertThat(post("/v1/products/nobody/images?event=e-2&camera=c-2", "shot_1.png").statusCode())
        .isEqualTo(202);
    Eventually.until("the camera", () -> get("/v1/cameras/c-1").statusCode() == 200);
    Eventually.until("the letter", () -> items("/v1/dead-letters").size() == 1);

    JsonObject camera = new JsonObject(get("/v1/cameras/c-1").body());
    assertThat(camera.getString("event_id")).isEqualTo("e-1");
    assertThat(camera.getString("model_name")).isEqualTo("mini");
    HttpResponse<String> picture = get("/v1/cameras/c-1/picture");
    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    JsonObject counts = new JsonObject(get("/v1/products/cap/statistics?threshold=0").body());
    assertThat(counts.getInteger("scored")).isEqualTo(1);
    assertThat(counts.getJsonObject("at").getInteger("alerts")).isEqualTo(1);
    JsonObject letter = items("/v1/dead-letters").getJsonObject(0);
    assertThat(letter.getString("reason")).isEqualTo("UNKNOWN_PRODUCT");
    assertThat(letter.getString("camera_id")).isEqualTo("c-2");
    assertThat(
            get("/v1/dead-letters/" + letter.getString("place") + "/image")
                .headers()
                .firstValue("Content-Type"))
        .hasValue("image/png");
    JsonObject group = new JsonObject(get("/v1/system").body()).getJsonObject("group");
    assertThat(group.getString("state")).isEqualTo("STABLE");
    assertThat(
            group.getJsonArray("instances").getJsonObject(0).getJsonArray("partitions").getList())
        .isEqualTo(List.of(0, 1));
  }

  private JsonArray items(String path) {
    return new JsonObject(get(path).body()).getJsonArray("items");
  }

  private List<AuditEntry> audits(int count) {
    List<AuditEntry> audits = new ArrayList<>();
    TopicPartition partition = new TopicPartition(TOPICS.audit(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(cluster.consumer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Eventually.until(
          "the audits",
          () -> {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
              audits.add(AuditCodec.parse(record.value()).orElseThrow());
            }
            return audits.size() >= count;
          });
    }
    return audits;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.apiPort().orElseThrow() + path);
  }

  private HttpResponse<String> get(String path) {
    try {
      return ask(HttpRequest.newBuilder(uri(path)));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  private HttpResponse<String> post(String path, String image) throws Exception {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(Reference.image(image).bytes())));
  }

  private HttpResponse<String> send(String method, String path, JsonObject body) throws Exception {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode())));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
