package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Eventually;
import io.shotline.core.line.AuditEntry;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is changed by the API counts for the next image, and is written down. */
@Timeout(600)
class ApiIT {
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
  void shouldJudgeTheNextImageByAShotThatWasAdded() throws Exception {
    HttpResponse<String> shot = api.post("/v1/products/cap/shots?shot=good-1", "shot_0.png");
    assertThat(shot.statusCode()).as(shot.body()).isEqualTo(201);
    JsonObject image =
        new JsonObject(
            api.post("/v1/products/cap/images?event=e-1&camera=c-1", "shot_1.png").body());

    ScoredRecord scored = result();
    assertThat(scored.image().eventId()).isEqualTo("e-1");
    assertThat(scored.image().difference().shotIds()).containsExactly("good-1");
    assertThat(scored.source().offset()).isEqualTo(image.getLong("offset"));
    JsonObject shots = new JsonObject(api.get("/v1/products/cap/shots").body());
    assertThat(shots.getJsonArray("items")).hasSize(1);
    JsonObject product =
        new JsonObject(api.get("/v1/products").body()).getJsonArray("items").getJsonObject(0);
    assertThat(product.getString("product_id")).isEqualTo("cap");
    assertThat(product.getLong("revision")).isZero();
  }

  @Test
  void shouldJudgeTheNextImageByTheShotsOfAForm() throws Exception {
    HttpResponse<String> added =
        api.postForm("/v1/products/cap/shots", "shot_0.png", "shot_1.png", "stain_rgb_240x240.png");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(api.post("/v1/products/cap/images?event=e-1&camera=c-1", "shot_2.png").statusCode())
        .isEqualTo(202);

    assertThat(result().image().difference().shotIds())
        .containsExactlyInAnyOrder("shot_0.png", "shot_1.png", "stain_rgb_240x240.png");
    assertThat(api.audits(3))
        .extracting(AuditEntry::target)
        .containsExactly(
            "products/cap/shots/shot_0.png",
            "products/cap/shots/shot_1.png",
            "products/cap/shots/stain_rgb_240x240.png");

    Eventually.until(
        "the shots are compared",
        () ->
            new JsonObject(api.get("/v1/products/cap/shots").body())
                .getString("scores")
                .equals("ready"));
    List<JsonObject> listed =
        api.items("/v1/products/cap/shots").stream().map(JsonObject.class::cast).toList();
    assertThat(listed).allSatisfy(shot -> assertThat(shot.getBoolean("counts")).isTrue());
    // The one with a stain is least like the others.
    assertThat(listed)
        .isSortedAccordingTo(Comparator.comparing(shot -> shot.getString("added_at")))
        .last()
        .isEqualTo(
            listed.stream()
                .max(Comparator.comparingDouble(shot -> shot.getDouble("score")))
                .orElseThrow());
    assertThat(listed).allSatisfy(shot -> assertThat(shot.getDouble("score")).isPositive());

    assertThat(api.get("/v1/products/cap").statusCode()).isEqualTo(200);
    assertThat(api.get("/v1/products/cap%2Fshot_0").statusCode()).isEqualTo(404);
    assertThat(api.get("/v1/products/ca").statusCode()).isEqualTo(404);
  }

  private ScoredRecord result() {
    try (ResultReader results = new ResultReader(api.cluster(), ApiService.TOPICS)) {
      List<StreamResult> read = new ArrayList<>();
      Eventually.until(
          "a result",
          () -> {
            read.addAll(results.poll(Duration.ofMillis(100)));
            return !read.isEmpty();
          });
      return (ScoredRecord) read.get(0);
    }
  }

  @Test
  void shouldTellWhoRemovedWhichShotAndWhatTheThresholdWasBefore() throws Exception {
    assertThat(api.post("/v1/products/cap/shots?shot=good-1", "shot_0.png").statusCode())
        .isEqualTo(201);
    HttpResponse<String> created =
        api.send(
            "POST",
            "/v1/products",
            new JsonObject().put("product_id", "cap").put("threshold", 0.4));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    long revision = new JsonObject(created.body()).getLong("revision");
    JsonObject change = new JsonObject().put("revision", revision).put("threshold", 0.6);
    assertThat(api.send("PATCH", "/v1/products/cap", change).statusCode()).isEqualTo(200);
    HttpResponse<String> late = api.send("PATCH", "/v1/products/cap", change.put("threshold", 0.7));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("\"threshold\":0.6");
    long now = new JsonObject(late.body()).getJsonObject("current").getLong("revision");
    JsonObject same = new JsonObject().put("revision", now).put("threshold", 0.6);
    HttpResponse<String> unchanged = api.send("PATCH", "/v1/products/cap", same);
    assertThat(unchanged.statusCode()).as(unchanged.body()).isEqualTo(200);
    assertThat(new JsonObject(unchanged.body()).getLong("revision")).isEqualTo(now);
    HttpResponse<String> removed = api.delete("/v1/products/cap/shots/good-1");
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);

    List<AuditEntry> audits = api.audits(4);
    assertThat(audits)
        .extracting(AuditEntry::action)
        .containsExactly("addShot", "createProduct", "changeProduct", "removeShot");
    assertThat(audits.get(2).before()).contains("\"threshold\":0.4");
    assertThat(audits.get(2).after()).contains("\"threshold\":0.6");
    assertThat(audits.get(3).who()).isEqualTo("local");
    assertThat(audits.get(3).target()).isEqualTo("products/cap/shots/good-1");
  }
}
