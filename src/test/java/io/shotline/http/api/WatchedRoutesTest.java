package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.CameraPicture;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.testing.SampleScores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras, statistics, dead letters and instances over HTTP. */
class WatchedRoutesTest {
  private ApiFixture api;
  private ApiWatched watched;

  @BeforeEach
  void start() throws Exception {
    api = ApiFixture.open();
    watched = api.watched;
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldListCamerasWithTheirLastResult() throws Exception {
    watched.judged(SampleScores.image("bolt", "cam 1/2", 0.5));
    watched.judged(SampleScores.doubted("nut", Warning.Kind.ONE_COLOUR));
    watched.clock.advance(Duration.ofMillis(2500));

    JsonArray cameras = json(api.get("/v1/cameras")).getJsonArray("items");
    assertThat(cameras).hasSize(2);
    JsonObject first = cameras.getJsonObject(0);
    assertThat(first.getString("camera_id")).isEqualTo("cam 1/2");
    assertThat(first.getString("verdict")).isEqualTo("VERDICT_ANOMALOUS");
    assertThat(first.getDouble("ratio")).isEqualTo(2);
    assertThat(first.getDouble("threshold")).isEqualTo(0.25);
    assertThat(first.getString("threshold_source")).isEqualTo("THRESHOLD_SOURCE_MODEL");
    assertThat(first.getDouble("age_seconds")).isEqualTo(2.5);
    assertThat(first.getString("judged_at")).isEqualTo("2026-03-04T05:06:07Z");
    assertThat(cameras.getJsonObject(1).getJsonArray("warnings").encode())
        .isEqualTo("[{\"kind\":\"WARNING_KIND_ONE_COLOUR\",\"detail\":\"1 of 2\"}]");
    assertThat(json(api.get("/v1/cameras/cam%201%2F2"))).isEqualTo(first);
  }

  @Test
  void shouldTellWhyACameraWasNotJudged() throws Exception {
    watched.judged(SampleScores.image(Verdict.SKIPPED, "bolt", "cam-1", SampleScores.NOW, 0, "7"));

    JsonObject camera = json(api.get("/v1/cameras/cam-1"));
    assertThat(camera.getString("skip_reason")).isEqualTo("SKIP_REASON_TOO_OLD");
    assertThat(camera.containsKey("threshold")).isFalse();
  }

  @Test
  void shouldHandOutListsInParts() throws Exception {
    for (int i = 0; i < 5; i++) {
      watched.judged(SampleScores.image("bolt", "cam-" + i, 0.5));
    }
    JsonObject first = json(api.get("/v1/cameras?limit=3"));
    JsonObject second = json(api.get("/v1/cameras?limit=3&cursor=" + first.getString("next")));

    assertThat(first.getJsonArray("items")).hasSize(3);
    assertThat(second.getJsonArray("items").getJsonObject(0).getString("camera_id"))
        .isEqualTo("cam-3");
    assertThat(second.containsKey("next")).isFalse();
  }

  @Test
  void shouldTellWhatBecameOfACamerasPicture() throws Exception {
    watched.judged(SampleScores.image("bolt", "cam-1", 0.5));

    HttpResponse<String> drawn = api.get("/v1/cameras/cam-1/picture");
    assertThat(drawn.statusCode()).isEqualTo(200);
    assertThat(drawn.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(drawn.body().getBytes(UTF_8)).isEqualTo(ApiWatched.PICTURE);

    watched.picture = new CameraPicture.Gone();
    assertProblem(api.get("/v1/cameras/cam-1/picture"), 410, "GONE");
    watched.picture = new CameraPicture.Undrawable("it is of a variant");
    assertProblem(api.get("/v1/cameras/cam-1/picture"), 422, "UNDECODABLE_IMAGE");
    assertProblem(api.get("/v1/cameras/cam-2/picture"), 404, "NOT_FOUND");
  }

  @Test
  void shouldCountVerdictsScoresAndTheAlertsOfAThreshold() throws Exception {
    for (double score : new double[] {0.1, 0.2, 0.3}) {
      watched.judged(SampleScores.image("bolt", "cam-1", score));
    }
    watched.isComplete = false;

    JsonObject counts = json(api.get("/v1/products/bolt/statistics?hours=2&threshold=0.15"));
    assertThat(counts.getJsonObject("verdicts").encode())
        .isEqualTo("{\"VERDICT_NORMAL\":2,\"VERDICT_ANOMALOUS\":1,\"VERDICT_SKIPPED\":0}");
    assertThat(counts.getJsonObject("at").encode()).isEqualTo("{\"threshold\":0.15,\"alerts\":2}");
    assertThat(counts.getInteger("scored")).isEqualTo(3);
    assertThat(counts.getJsonArray("bins")).hasSize(3);
    assertThat(counts.getString("since")).isEqualTo("2026-03-04T03:00:00Z");
    assertThat(counts.getBoolean("complete")).isFalse();
  }

  @Test
  void shouldHaveNoStatisticsOfAProductThatIsNone() throws Exception {
    assertProblem(api.get("/v1/products/nut/statistics"), 404, "NOT_FOUND");
    api.send("POST", "/v1/products", new JsonObject().put("product_id", "nut"));

    assertThat(json(api.get("/v1/products/nut/statistics?threshold=0.1")).getInteger("scored"))
        .isZero();
  }

  @Test
  void shouldListDeadLettersByReasonWithTheirImages() throws Exception {
    watched.rejected(1, "NOT_AN_IMAGE", 25);
    watched.rejected(2, "NO_SHOTS", 0);
    watched.rejected(3, "NO_SHOTS", 0);

    JsonObject all = json(api.get("/v1/dead-letters?limit=2"));
    assertThat(all.getJsonObject("counts").encode())
        .isEqualTo("{\"NOT_AN_IMAGE\":1,\"NO_SHOTS\":2}");
    assertThat(all.getJsonArray("items")).hasSize(2);
    assertThat(all.getJsonArray("items").getJsonObject(0).getString("place")).isEqualTo("0-3");
    JsonObject one =
        json(api.get("/v1/dead-letters?reason=NOT_AN_IMAGE"))
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(one.getJsonObject("origin").encode())
        .isEqualTo("{\"topic\":\"images\",\"partition\":1,\"offset\":71}");

    HttpResponse<String> image = api.get("/v1/dead-letters/0-1/image");
    assertThat(image.body()).isEqualTo(new String(ApiWatched.LETTER, UTF_8));
    assertThat(image.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(image.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(api.line.audits).extracting(entry -> entry.target()).contains("dead-letters/0-1");
    assertProblem(api.get("/v1/dead-letters/0-2/image"), 404, "NOT_FOUND");
    assertProblem(api.get("/v1/dead-letters/0-9/image"), 404, "NOT_FOUND");
    assertProblem(api.get("/v1/dead-letters/none/image"), 404, "NOT_FOUND");
    watched.letterImage = null;
    assertProblem(api.get("/v1/dead-letters/0-1/image"), 410, "GONE");
  }

  @Test
  void shouldTellModelsInstancesAndWhatWaits() throws Exception {
    watched.judged(SampleScores.image("bolt", "cam-1", 0.1));

    JsonObject system = json(api.get("/v1/system"));
    assertThat(system.getString("model")).isEqualTo("mini/2");
    assertThat(system.getJsonArray("models").encode())
        .isEqualTo("[{\"model\":\"fake/7\",\"images\":1}]");
    assertThat(system.getDouble("hours")).isEqualTo(8);
    assertThat(system.getJsonObject("group").getInteger("waiting")).isEqualTo(5);
    assertThat(system.getJsonObject("group").getJsonArray("instances").encode())
        .isEqualTo("[{\"name\":\"line-a\",\"host\":\"10.0.0.1\",\"partitions\":[0,1]}]");

    watched.awayBecause = "no broker answered at b:9092";
    JsonObject away = json(api.get("/v1/system"));
    assertThat(away.getString("problem")).isEqualTo("no broker answered at b:9092");
    assertThat(away.containsKey("group")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/products/bolt/statistics?hours=0",
    "/v1/products/bolt/statistics?hours=25",
    "/v1/products/bolt/statistics?hours=two",
    "/v1/products/bolt/statistics?threshold=2",
    "/v1/products/bolt/statistics?threshold=NaN",
    "/v1/cameras?limit=0",
    "/v1/cameras?cursor=*",
    "/v1/cameras?cursor=zz",
    "/v1/dead-letters?limit=201",
    "/v1/dead-letters/x/image"
  })
  void shouldRefuseWhatTheDocumentDoesNotAllow(String path) throws Exception {
    assertThat(api.get(path).statusCode()).isEqualTo(400);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo(reason);
  }
}
