package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.AuditEntry;
import io.shotline.core.product.ListedShot;
import io.shotline.tensorflow.Reference;
import io.shotline.testing.FormBody;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many shots in one request. */
class ShotFormTest {
  private static final String SHOTS = "/v1/products/cap/shots";

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
  void shouldAddTheFilesUnderTheirNamesWithARecordOfEach() throws Exception {
    FormBody form = new FormBody().with("good 1.png", png).with("good-2.png", png);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = api.sendForm(SHOTS, form);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonObject added = new JsonObject(answer.body());
      assertThat(added.getInteger("added")).isEqualTo(2);
      assertThat(item(added, 0).getString("file")).isEqualTo("good 1.png");
      assertThat(item(added, 0).getInteger("status")).isEqualTo(201);
      assertThat(item(added, 1).getJsonObject("shot").getInteger("bytes")).isEqualTo(png.length);
    }

    // The same names are the same shots.
    assertThat(ids()).containsExactly("good 1.png", "good-2.png");
    assertThat(api.line.image("cap", "good-2.png").orElseThrow().bytes()).isEqualTo(png);
    assertThat(api.line.audits)
        .extracting(AuditEntry::target)
        .containsExactly(
            "products/cap/shots/good 1.png",
            "products/cap/shots/good-2.png",
            "products/cap/shots/good 1.png",
            "products/cap/shots/good-2.png");
    assertThat(api.line.audits).extracting(AuditEntry::action).containsOnly("addShot");
  }

  @Test
  void shouldLoseNoFileToABadOne() throws Exception {
    HttpResponse<String> answer =
        api.sendForm(
            SHOTS,
            new FormBody()
                .with("cut.png", new byte[3])
                .with("good.png", png)
                .with("good.png", new byte[500])
                .with("..", png));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
    JsonObject added = new JsonObject(answer.body());
    assertThat(added.getInteger("added")).isEqualTo(1);
    assertThat(item(added, 0).getInteger("status")).isEqualTo(422);
    assertThat(item(added, 0).getString("reason")).isEqualTo("UNUSABLE_SHOT");
    assertThat(item(added, 0).getString("detail")).isEqualTo("no image: 3 bytes");
    assertThat(item(added, 2).getString("reason")).isEqualTo("SAME_NAME");
    assertThat(item(added, 3).getInteger("status")).isEqualTo(400);
    assertThat(item(added, 3).getString("detail")).startsWith("the file's name cannot be \"..\"");
    assertThat(api.line.image("cap", "good.png").orElseThrow().bytes()).isEqualTo(png);
    assertThat(ids()).containsExactly("good.png");
    assertThat(api.line.audits).hasSize(1);
  }

  @Test
  void shouldTellWhatWasAddedBeforeBrokersWentAway() throws Exception {
    api.line.awayAt = "b.png";
    FormBody form = new FormBody().with("a.png", png).with("b.png", png).with("c.png", png);

    HttpResponse<String> some = api.sendForm(SHOTS, form);
    assertThat(some.statusCode()).as(some.body()).isEqualTo(207);
    assertThat(item(new JsonObject(some.body()), 1).getString("reason")).isEqualTo("UNAVAILABLE");
    assertThat(item(new JsonObject(some.body()), 2).getInteger("status")).isEqualTo(503);
    assertThat(ids()).containsExactly("a.png");
    assertThat(api.line.audits).hasSize(1);

    HttpResponse<String> none = api.sendForm(SHOTS, new FormBody().with("b.png", png));
    assertThat(none.statusCode()).isEqualTo(503);
    assertThat(none.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void shouldRefuseAFormOfWhichNothingCanBeUsed() throws Exception {
    HttpResponse<String> answer =
        api.sendForm(SHOTS, new FormBody().with("a", new byte[3]).with("b", new byte[2]));
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("detail")).contains("none of 2 files");
    assertThat(item(problem, 1).getString("detail")).isEqualTo("no image: 3 bytes");
    assertThat(api.line.audits).isEmpty();
  }

  @Test
  void shouldHoldAFormToTheDocument() throws Exception {
    FormBody other = new FormBody().with("form-data; name=\"x\"; filename=\"a\"", "image/png", png);
    assertThat(api.sendForm(SHOTS, other).statusCode()).isEqualTo(400);
    assertThat(api.sendForm(SHOTS, other.with("good.png", png)).statusCode()).isEqualTo(400);
    assertThat(api.sendForm(SHOTS, new FormBody()).statusCode()).isEqualTo(400);
    FormBody many = new FormBody();
    for (int i = 0; i < 64; i++) {
      many.with("good-" + i, new byte[9]);
    }
    assertThat(api.sendForm(SHOTS, many).statusCode()).isEqualTo(200);
    assertThat(api.sendForm(SHOTS, many.with("one-more", new byte[9])).statusCode()).isEqualTo(400);
    assertThat(api.sendForm(SHOTS + "?shot=x", new FormBody().with("a", png)).statusCode())
        .isEqualTo(400);
    assertThat(api.sendForm("/v1/products/cap/score", new FormBody().with("a", png)).statusCode())
        .isEqualTo(415);
    assertThat(ids()).hasSize(64).doesNotContain("one-more", "a", "x");
  }

  @Test
  void shouldTakeFourImagesOfFullSizeAndNoMore() throws Exception {
    FormBody form = new FormBody();
    for (int i = 0; i < 4; i++) {
      form.with("large-" + i, new byte[ApiFixture.MOST_IMAGE_BYTES]);
    }
    assertThat(api.sendForm(SHOTS, form).statusCode()).isEqualTo(200);
    HttpResponse<String> larger =
        api.sendForm(SHOTS, form.with("large-4", new byte[ApiFixture.MOST_IMAGE_BYTES]));
    assertThat(larger.statusCode()).isEqualTo(413);
    assertThat(larger.body()).contains("send fewer files at once");
  }

  @Test
  void shouldChangeNothingWithoutATrace() throws Exception {
    api.line.isAuditAway = true;
    assertThat(api.sendForm(SHOTS, new FormBody().with("a", png)).statusCode()).isEqualTo(503);
    assertThat(ids()).isEmpty();
  }

  private List<String> ids() {
    return api.line.list("cap").stream().map(ListedShot::shotId).toList();
  }

  private static JsonObject item(JsonObject answer, int index) {
    return answer.getJsonArray("items").getJsonObject(index);
  }
}
