package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.ShotReport;
import io.shotline.core.bank.ShotWarning;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AuditEntry;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.AutomaticThreshold;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.ShotScores;
import io.shotline.tensorflow.Reference;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shots and images over HTTP. */
class ShotRoutesTest {
  private final byte[] png = Reference.image("shot_0.png").bytes();
  private ApiFixture api;

  @BeforeEach
  void start() throws Exception {
    api = ApiFixture.open();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldCallAnEmptyFileAnEmptyImage() throws Exception {
    for (String what : new String[] {"images", "score", "shots"}) {
      HttpResponse<String> answer =
          api.sendFile("/v1/products/cap/" + what, "image/png", new byte[0]);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(answer.body()).contains("EMPTY_IMAGE", "send the JPEG");
    }
  }

  @Test
  void shouldNameTheTimeThatHasNoZone() throws Exception {
    HttpResponse<String> answer =
        api.sendFile(
            "/v1/products/cap/images?captured_at=2026-03-04T05:06:07", "image/png", new byte[9]);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("captured_at must be a time such as");
  }

  @Test
  void shouldAddListShowAndRemoveAShot() throws Exception {
    HttpResponse<String> added =
        api.sendFile("/v1/products/cap/shots?shot=good%201", "image/png", png);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).hasValue("/v1/products/cap/shots/good%201");

    JsonObject list = new JsonObject(api.get("/v1/products/cap/shots").body());
    assertThat(list.getJsonArray("items").getJsonObject(0).getInteger("bytes"))
        .isEqualTo(png.length);
    HttpResponse<String> image = api.get("/v1/products/cap/shots/good%201/image");
    assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");

    assertThat(api.delete("/v1/products/cap/shots/good%201").statusCode()).isEqualTo(204);
    assertThat(api.delete("/v1/products/cap/shots/good%201").statusCode()).isEqualTo(404);
    assertThat(api.line.audits)
        .extracting(AuditEntry::action)
        .containsExactly("addShot", "removeShot");
    assertThat(api.line.audits.get(1).who()).isEqualTo("local");
    assertThat(api.line.audits.get(1).before()).contains("good 1");
  }

  @Test
  void shouldTellOfEachShotWhatItIsAmongTheOthers() throws Exception {
    for (String id : List.of("a", "b", "c", "old", "odd")) {
      api.sendFile("/v1/products/cap/shots?shot=" + id, "image/png", png);
    }
    JsonObject early = new JsonObject(api.get("/v1/products/cap/shots").body());
    assertThat(early.getString("scores")).isEqualTo("pending");
    assertThat(early.getJsonArray("items").getJsonObject(0).fieldNames())
        .doesNotContain("score", "counts", "odd");

    api.line.report =
        new ShotReport(
            List.of("a", "b", "c", "odd"),
            new AutomaticThreshold(
                new ShotScores(
                    List.of(
                        new ShotScores.Shot("a", 0.010),
                        new ShotScores.Shot("b", 0.011),
                        new ShotScores.Shot("odd", 0.5)),
                    List.of()),
                ShotBasis.UNKNOWN,
                0.1),
            List.of(
                new ShotWarning("b", new Warning(Warning.Kind.ONE_COLOUR, "it shows one colour"))));

    JsonObject list = new JsonObject(api.get("/v1/products/cap/shots").body());
    assertThat(list.getString("scores")).isEqualTo("ready");
    JsonObject a = shot(list, "a");
    assertThat(a.getDouble("score")).isEqualTo(0.010);
    assertThat(a.getBoolean("odd")).isFalse();
    assertThat(a.getBoolean("counts")).isTrue();
    assertThat(shot(list, "b").getJsonArray("warnings").getJsonObject(0).getString("kind"))
        .isEqualTo("WARNING_KIND_ONE_COLOUR");
    assertThat(shot(list, "c").fieldNames()).doesNotContain("score", "odd");
    assertThat(shot(list, "old").getBoolean("counts")).isFalse();
    assertThat(shot(list, "odd").getBoolean("odd")).isTrue();
    assertThat(shot(list, "odd").getDouble("odd_limit")).isBetween(0.011, 0.5);
  }

  @Test
  void shouldListEachShotOnceWhateverTheirTimesAre() throws Exception {
    // As texts they sort otherwise: a dot lies before the Z.
    List<String> ids =
        List.of("2026-03-04T05:06:07Z", "2026-03-04T05:06:07.500Z", "2026-03-04T05:06:08Z");
    for (String id : ids) {
      api.sendFile("/v1/products/cap/shots?shot=" + id, "image/png", png);
    }
    List<String> listed = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonObject part =
          new JsonObject(api.get("/v1/products/cap/shots?limit=1&cursor=" + next).body());
      part.getJsonArray("items")
          .forEach(item -> listed.add(((JsonObject) item).getString("shot_id")));
      next = part.getString("next");
    }
    assertThat(listed).isEqualTo(ids);
    // No image was read for a part that it is not in.
    assertThat(api.line.entriesRead).isEqualTo(ids);
  }

  private static JsonObject shot(JsonObject list, String id) {
    return list.getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(item -> item.getString("shot_id").equals(id))
        .findAny()
        .orElseThrow();
  }

  @Test
  void shouldTakeAFileAsCurlSendsIt() throws Exception {
    HttpResponse<String> added =
        api.sendFile("/v1/products/cap/shots", "application/x-www-form-urlencoded", png);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(api.line.image("cap", new JsonObject(added.body()).getString("shot_id")))
        .hasValueSatisfying(image -> assertThat(image.bytes()).isEqualTo(png));
  }

  @Test
  void shouldRefuseWhatIsNoShot() throws Exception {
    assertThat(api.sendFile("/v1/products/cap/shots", "image/png", new byte[3]).statusCode())
        .isEqualTo(422);
    assertThat(api.sendFile("/v1/products/cap/shots", "text/html", png).statusCode())
        .isEqualTo(415);
    byte[] large = new byte[ApiFixture.MOST_IMAGE_BYTES + 1];
    assertThat(api.sendFile("/v1/products/cap/shots", "image/png", large).statusCode())
        .isEqualTo(413);
    assertThat(api.line.list("cap")).isEmpty();
  }

  @Test
  void shouldGiveNoIdThatNoPathCanNameOrNoLineHolds() throws Exception {
    for (String path :
        List.of(
            "/v1/products/cap/shots?shot=..",
            "/v1/products/cap/shots?shot=%20a",
            "/v1/products/a%0Ab/shots?shot=a",
            "/v1/products/cap/images?camera=c%0Ad",
            "/v1/products/cap/images?camera=.",
            "/v1/products/cap/images?event=nl%0Ainject",
            "/v1/products/a%00b/images")) {
      HttpResponse<String> answer = api.sendFile(path, "image/png", png);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(new JsonObject(answer.body()).getString("detail"))
          .matches("(product|shot|camera|event) cannot be \".+\": .*; .*");
    }
    assertThat(api.line.published).isEmpty();
    assertThat(api.line.list("cap")).isEmpty();
  }

  @Test
  void shouldShowAndRemoveAShotWithAnIdOfOtherSenders() throws Exception {
    api.line.add("a\nb", " c\n", new EncodedImage(png), "ann");
    assertThat(api.get("/v1/products/a%0Ab/shots/%20c%0A/image").statusCode()).isEqualTo(200);
    assertThat(api.delete("/v1/products/a%0Ab/shots/%20c%0A").statusCode()).isEqualTo(204);
  }

  @Test
  void shouldPublishAnImageUnderTheIdsThatAreGiven() throws Exception {
    HttpResponse<String> answer =
        api.sendFile(
            "/v1/products/cap/images?camera=c-7&event=e%2F1&file=part.png"
                + "&captured_at=2026-03-04T05:06:07Z",
            "image/png", png);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(new JsonObject(answer.body()).getString("event_id")).isEqualTo("e/1");
    ImageEvent event = api.line.published.get(0);
    assertThat(event.cameraId()).isEqualTo("c-7");
    assertThat(event.productId()).isEqualTo("cap");
    assertThat(event.capturedAt()).isEqualTo(Instant.parse("2026-03-04T05:06:07Z"));
    assertThat(event.attributes()).containsEntry("file", "part.png");
  }

  @Test
  void shouldSayThatThereIsNoRoomForAnImageOfACaller() throws Exception {
    HttpResponse<String> answer = api.sendFile("/v1/products/cap/score", "image/png", png);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo("BUSY");
  }
}
