package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How single images are judged by HTTP. */
@Timeout(600)
class ScoreRouteTest {
  private ScoreServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScoreServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAnswerWithTheResult() throws Exception {
    server.gate.open();
    HttpResponse<String> answer = server.post("bolt%20m6+", Samples.grey(180));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body()).doesNotContain("\n");
    JsonObject result = new JsonObject(answer.body());
    assertThat(result.getString("product_id")).isEqualTo("bolt m6+");
    assertThat(result.getString("verdict")).isEqualTo("VERDICT_ANOMALOUS");
    assertThat(result.getDouble("score")).isEqualTo(70 / 255f);
    assertThat(result.getDouble("threshold")).isEqualTo(FakeModel.THRESHOLD);
    assertThat(result.getJsonArray("shot_ids")).containsExactly("shot-0", "shot-1");
    assertThat(result.getString("model_name")).isEqualTo("fake");
    assertThat(result.getString("model_version")).isEqualTo("7");
    assertThat(result.getInteger("image_width")).isEqualTo(320);
    assertThat(result.getJsonObject("hottest_region"))
        .isEqualTo(new JsonObject().put("x", 0).put("y", 0).put("width", 320).put("height", 240));
    assertThat(result.getJsonObject("residual_map").getJsonArray("values")).hasSize(15 * 15);
    assertThat(result.getJsonObject("timings").fieldNames())
        .containsExactly("decode", "bank", "queue", "model");
    assertThat(result.getJsonObject("timings").getString("decode")).matches("\\d+\\.\\d+s");
  }

  @Test
  void shouldNotSayWhatOnlyImagesOfACameraHave() throws Exception {
    server.gate.open();

    JsonObject result = new JsonObject(server.post("bolt%20m6+", Samples.grey(180)).body());

    assertThat(result.getString("event_id")).isEmpty();
    assertThat(result.getString("camera_id")).isEmpty();
    assertThat(result.fieldNames()).doesNotContain("captured_at", "source");
  }

  @Test
  void shouldPrintAScoreOfZero() throws Exception {
    server.gate.open();

    JsonObject result = new JsonObject(server.post("bolt%20m6+", Samples.grey(100)).body());

    assertThat(result.getDouble("score")).isZero();
    assertThat(result.getString("verdict")).isEqualTo("VERDICT_NORMAL");
    assertThat(result.getString("skip_reason")).isEqualTo("SKIP_REASON_UNSPECIFIED");
  }

  @Test
  void shouldSayThatADisabledProductIsSkipped() throws Exception {
    JsonObject result = new JsonObject(server.post("off", Samples.grey(1)).body());

    assertThat(result.getString("verdict")).isEqualTo("VERDICT_SKIPPED");
    assertThat(result.getString("skip_reason")).isEqualTo("SKIP_REASON_PRODUCT_DISABLED");
    assertThat(result.getString("skipped_because")).contains("off", "disabled");
    assertThat(result.getDouble("score")).isZero();
    assertThat(result.fieldNames()).doesNotContain("residual_map", "hottest_region");
  }

  @Test
  void shouldSayWhyAnImageCannotBeScored() throws Exception {
    ScoreServer.assertRefused(
        server.post("screw", Samples.grey(1)), 404, "UNKNOWN_PRODUCT", "shots add");
    ScoreServer.assertRefused(
        server.post("nut", Samples.grey(1)), 422, "NO_SHOTS", "product nut has no shots");
    EncodedImage text = new EncodedImage("a text".getBytes(StandardCharsets.UTF_8));
    ScoreServer.assertRefused(server.post("nut", text), 422, "NOT_AN_IMAGE", "JPEG");
    ScoreServer.assertRefused(
        server.post("nut", new EncodedImage(new byte[0])), 422, "EMPTY_IMAGE", "0 bytes");
    ScoreServer.assertRefused(
        server.post("nut", Samples.pngHeader(9999, 9999)), 422, "TOO_MANY_PIXELS", "9999 x 9999");
    ScoreServer.assertRefused(
        server.post("bolt%20m6+", Samples.cutShort()), 422, "UNDECODABLE_IMAGE", "broken");
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void shouldTakeAnImageOfTheLimitAndRefuseALargerOne(HttpClient.Version version) throws Exception {
    HttpRequest.Builder request = server.request("nut").version(version);
    ScoreServer.assertRefused(
        server.send(request.POST(BodyPublishers.ofByteArray(new byte[ScoreServer.MAX_BYTES]))),
        422,
        "NOT_AN_IMAGE",
        "JPEG");

    byte[] larger = new byte[40 * ScoreServer.MAX_BYTES];
    ScoreServer.assertRefused(
        server.send(request.POST(BodyPublishers.ofByteArray(larger))),
        413,
        "TOO_MANY_BYTES",
        "1048576");
    // Of a length that is not told before.
    ScoreServer.assertRefused(
        server.send(
            request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)))),
        413,
        "TOO_MANY_BYTES",
        "1048576");
  }

  @Test
  void shouldRefuseALargerImageBeforeASenderThatWaitsHasSentIt() throws Exception {
    try (Socket sender =
        server.beginning("Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n")) {
      String answer = new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 413").contains("TOO_MANY_BYTES");
    }
  }

  @Test
  void shouldTellASenderThatWaitsToGoOn() throws Exception {
    server.gate.open();
    HttpRequest.Builder request =
        server
            .request("bolt%20m6+")
            .version(HttpClient.Version.HTTP_1_1)
            .expectContinue(true)
            .POST(BodyPublishers.ofByteArray(Samples.grey(100).bytes()));

    assertThat(server.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellCallersToComeAgainWhileNothingIsScored() throws Exception {
    server.ready.set(false);

    HttpResponse<String> answer = server.post("bolt%20m6+", Samples.grey(100));

    ScoreServer.assertRefused(answer, 503, "NOT_READY", "/healthz/ready");
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void shouldSayThatTheModelFailedWithoutTheCause() throws Exception {
    HttpResponse<String> answer = server.post("broken", Samples.grey(100));

    ScoreServer.assertRefused(answer, 500, "FAILED", "/v1/products/broken/score failed");
    assertThat(answer.body()).doesNotContain("secret");
  }
}
