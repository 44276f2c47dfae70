package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.line.AuditEntry;
import io.shotline.tensorflow.Reference;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
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
