package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Eventually;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AuditEntry;
import io.shotline.core.result.EvidenceState;
import io.shotline.kafka.history.PublishedAlerts;
import io.shotline.tensorflow.Reference;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.SourceRecord;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells of a line. */
@Timeout(600)
class ApiLineIT {
  private ApiService api;

  @BeforeEach
  void start(@TempDir Path state) throws InterruptedException {
    api = new ApiService(state);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldShowAnAlertItsPicturesAndWhatPeopleSay() throws Exception {
    EncodedImage image = Reference.image("shot_0.png");
    try (PublishedAlerts alerts = new PublishedAlerts(api.cluster(), ApiService.TOPICS)) {
      AlertRecord alert =
          PublishedAlerts.alert("e-1", new SourceRecord("elsewhere", 0, 0), EvidenceState.KEPT);
      alerts.keep(1, alert, image);
      alerts.publish(1, alert);
    }
    Eventually.until(
        "the alert",
        () ->
            api.get("/v1/alerts").statusCode() == 200
                && api.get("/v1/alerts").body().contains("\"id\":\"1-0\""));
    HttpResponse<String> file = api.get("/v1/alerts/1-0/image");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("image/png");
    HttpResponse<String> overlay = api.get("/v1/alerts/1-0/overlay");
    assertThat(overlay.statusCode()).as(overlay.body()).isEqualTo(200);

    JsonObject answer = new JsonObject().put("verdict", "false_alarm").put("note", "dust");
    assertThat(api.send("POST", "/v1/alerts/1-0/answer", answer).statusCode()).isEqualTo(200);
    JsonObject shelf =
        new JsonObject()
            .put("camera_id", "camera-1")
            .put("until", Instant.now().plusSeconds(600).toString());
    assertThat(api.send("POST", "/v1/shelves", shelf).statusCode()).isEqualTo(200);

    assertThat(api.get("/v1/alerts?state=answered").body()).contains("\"note\":\"dust\"");
    assertThat(api.get("/v1/alerts/1-9").statusCode()).isEqualTo(404);
    assertThat(api.audits(4))
        .extracting(AuditEntry::action)
        .containsExactly("getAlertImage", "getAlertOverlay", "answerAlert", "shelve");
  }

  @Test
  void shouldTellWhatTheLineSawAndCouldNotJudge() throws Exception {
    assertThat(api.post("/v1/products/cap/shots?shot=good-1", "shot_0.png").statusCode())
        .isEqualTo(201);
    assertThat(api.post("/v1/products/cap/images?event=e-1&camera=c-1", "shot_1.png").statusCode())
        .isEqualTo(202);
    assertThat(
            api.post("/v1/products/nobody/images?event=e-2&camera=c-2", "shot_1.png").statusCode())
        .isEqualTo(202);
    Eventually.until("the camera", () -> api.get("/v1/cameras/c-1").statusCode() == 200);
    Eventually.until("the letter", () -> api.items("/v1/dead-letters").size() == 1);

    JsonObject camera = new JsonObject(api.get("/v1/cameras/c-1").body());
    assertThat(camera.getString("event_id")).isEqualTo("e-1");
    assertThat(camera.getString("model_name")).isEqualTo("mini");
    HttpResponse<String> picture = api.get("/v1/cameras/c-1/picture");
    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    JsonObject counts = new JsonObject(api.get("/v1/products/cap/statistics?threshold=0").body());
    assertThat(counts.getInteger("scored")).isEqualTo(1);
    assertThat(counts.getJsonObject("at").getInteger("alerts")).isEqualTo(1);
    JsonObject letter = api.items("/v1/dead-letters").getJsonObject(0);
    assertThat(letter.getString("reason")).isEqualTo("UNKNOWN_PRODUCT");
    assertThat(letter.getString("camera_id")).isEqualTo("c-2");
    assertThat(
            api.get("/v1/dead-letters/" + letter.getString("place") + "/image")
                .headers()
                .firstValue("Content-Type"))
        .hasValue("image/png");
    JsonObject group = new JsonObject(api.get("/v1/system").body()).getJsonObject("group");
    assertThat(group.getString("state")).isEqualTo("STABLE");
    JsonObject instance = group.getJsonArray("instances").getJsonObject(0);
    assertThat(instance.getJsonArray("partitions").encode()).isEqualTo("[0,1]");
  }
}
