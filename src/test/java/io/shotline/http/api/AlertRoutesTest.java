package io.shotline.http.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.AlertState;
import io.shotline.core.result.EvidenceState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts and shelves over HTTP. */
class AlertRoutesTest {
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
  void shouldListAlertsTheNewestFirstInParts() throws Exception {
    JsonObject first = json(api.get("/v1/alerts?limit=3"));
    assertThat(ids(first)).containsExactly("0-4", "0-3", "0-2");
    JsonObject second = json(api.get("/v1/alerts?limit=3&cursor=" + first.getString("next")));

    assertThat(ids(second)).containsExactly("0-1", "0-0");
    assertThat(second.containsKey("next")).isFalse();
  }

  @Test
  void shouldAskForWhatTheQuerySays() throws Exception {
    HttpResponse<String> answer =
        api.get(
            "/v1/alerts?product=product-1&product=lid&camera=camera-1&state=unacknowledged"
                + "&state=answered&from=2026-03-04T06:06:08%2B01:00&until=2026-03-04T05:06:10Z");

    assertThat(ids(json(answer))).containsExactly("0-1");
    AlertQuery asked = requireNonNull(api.alerts.asked);
    assertThat(asked.products()).isEqualTo(Set.of("product-1", "lid"));
    assertThat(asked.states()).isEqualTo(Set.of(AlertState.UNACKNOWLEDGED, AlertState.ANSWERED));
    assertThat(asked.from()).isEqualTo(ApiAlerts.NOW.plusSeconds(1));
    assertThat(asked.until()).isEqualTo(ApiAlerts.NOW.plusSeconds(3));
    assertThat(ids(json(api.get("/v1/alerts?state=shelved")))).isEmpty();
  }

  @Test
  void shouldShowAnAlertWithoutItsMap() throws Exception {
    JsonObject alert = json(api.get("/v1/alerts/0-3"));

    assertThat(alert.getString("id")).isEqualTo("0-3");
    assertThat(alert.getString("state")).isEqualTo("unacknowledged");
    assertThat(alert.getString("time")).isEqualTo("2026-03-04T05:06:10Z");
    assertThat(alert.getString("camera_id")).isEqualTo("camera-1");
    assertThat(alert.getDouble("ratio")).isEqualTo(2);
    assertThat(alert.getString("evidence")).isEqualTo("EVIDENCE_STATE_KEPT");
    assertThat(alert.getJsonObject("hottest_region").getInteger("height")).isEqualTo(4);
    assertThat(alert.fieldNames())
        .doesNotContain("timings", "skip_reason", "skipped_because", "answer");
  }

  @Test
  void shouldNoteWhatPeopleSayOnceAndWhoDidIt() throws Exception {
    JsonObject note = new JsonObject().put("note", "seen it");
    JsonObject seen = json(api.send("POST", "/v1/alerts/0-1/acknowledge", note));
    json(api.send("POST", "/v1/alerts/0-1/acknowledge", note));
    JsonObject defect = new JsonObject().put("verdict", "defect");
    JsonObject answered = json(api.send("POST", "/v1/alerts/0-1/answer", defect));

    assertThat(seen.getString("state")).isEqualTo("acknowledged");
    assertThat(seen.getJsonObject("acknowledgement").getString("by")).isEqualTo("local");
    assertThat(seen.getJsonObject("acknowledgement").getString("note")).isEqualTo("seen it");
    assertThat(answered.getString("state")).isEqualTo("answered");
    assertThat(answered.getJsonObject("answer").getString("verdict")).isEqualTo("defect");
    assertThat(api.line.audits)
        .extracting(entry -> entry.action() + " " + entry.target())
        .containsExactly("acknowledgeAlert alerts/0-1", "answerAlert alerts/0-1");
    JsonObject before = new JsonObject(api.line.audits.get(1).before());
    assertThat(before.getString("state")).isEqualTo("acknowledged");
  }

  @Test
  void shouldShowImagesAndSayWhyThereIsNone() throws Exception {
    api.alerts.keep(new AlertId(0, 0), new EncodedImage(new byte[] {9, 9, 9}));
    api.alerts.images.put(new AlertId(0, 1), new AlertImage.Gone());
    api.alerts.images.put(new AlertId(0, 2), new AlertImage.Omitted(EvidenceState.OMITTED_CAP));

    HttpResponse<String> image = api.get("/v1/alerts/0-0/image");
    HttpResponse<String> overlay = api.get("/v1/alerts/0-0/overlay");

    assertThat(image.statusCode()).as(image.body()).isEqualTo(200);
    assertThat(image.body()).as("all may all: the original").isEqualTo("\t\t\t");
    assertThat(overlay.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(api.line.audits).as("a look at evidence is noted").hasSize(2);
    assertProblem(api.get("/v1/alerts/0-1/image"), 410, "GONE");
    assertProblem(api.get("/v1/alerts/0-2/overlay"), 410, "OMITTED");
    assertProblem(api.get("/v1/alerts/0-3/image"), 404, "NOT_FOUND");
  }

  @Test
  void shouldShelveListAndUnshelve() throws Exception {
    JsonObject shelf =
        new JsonObject().put("camera_id", "hall/2").put("until", "2026-03-05T00:00:00Z");
    JsonObject made = json(api.send("POST", "/v1/shelves", shelf.put("note", "lamp")));

    assertThat(made.getString("by")).isEqualTo("local");
    assertThat(made.containsKey("product_id")).isFalse();
    assertThat(json(api.get("/v1/shelves")).getJsonArray("items")).containsExactly(made);
    assertThat(api.delete("/v1/shelves?camera=hall%2F2&product=cap").statusCode()).isEqualTo(404);
    assertThat(api.delete("/v1/shelves?camera=hall%2F2").statusCode()).isEqualTo(204);
    assertThat(json(api.get("/v1/shelves")).getJsonArray("items")).isEmpty();
    assertThat(api.line.audits.get(1).before()).contains("\"note\":\"lamp\"");
  }

  @Test
  void shouldRefuseWhatCannotBe() throws Exception {
    assertProblem(api.get("/v1/alerts?cursor=nonsense"), 400, "BAD_REQUEST");
    assertProblem(api.get("/v1/alerts?state=closed"), 400, "BAD_REQUEST");
    HttpResponse<String> yesterday = api.get("/v1/alerts?from=yesterday");
    assertProblem(yesterday, 400, "BAD_REQUEST");
    assertThat(new JsonObject(yesterday.body()).getString("detail")).contains("from", "yesterday");
    assertProblem(api.get("/v1/alerts?until=99999-01-01T00:00:00Z"), 400, "BAD_REQUEST");
    assertProblem(api.get("/v1/alerts/0-99"), 404, "NOT_FOUND");
    assertProblem(api.get("/v1/alerts/zero"), 404, "NOT_FOUND");
    assertProblem(
        api.send("POST", "/v1/alerts/0-9/acknowledge", new JsonObject()), 404, "NOT_FOUND");
    JsonObject maybe = new JsonObject().put("verdict", "maybe");
    HttpResponse<String> neither = api.send("POST", "/v1/alerts/0-1/answer", maybe);
    assertProblem(neither, 400, "BAD_REQUEST");
    assertThat(new JsonObject(neither.body()).getString("detail"))
        .contains("field verdict is \"maybe\"", "\"false_alarm\",\"defect\"");
    JsonObject more = new JsonObject().put("verdict", "defect").put("wrong", 1);
    assertThat(api.send("POST", "/v1/alerts/0-1/answer", more).body())
        .contains("no field 'wrong'", "verdict, note");
    JsonObject all = new JsonObject().put("until", "2026-03-05T00:00:00Z");
    assertProblem(api.send("POST", "/v1/shelves", all), 422, "INVALID_SHELF");
    JsonObject soon = new JsonObject().put("camera_id", "c").put("until", "soon");
    assertProblem(api.send("POST", "/v1/shelves", soon), 400, "BAD_REQUEST");
  }

  @Test
  void shouldRefuseATimeThatEndsBeforeItBegins() throws Exception {
    String late = "2026-03-04T05:06:09Z";
    HttpResponse<String> swapped =
        api.get("/v1/alerts?from=" + late + "&until=2026-03-04T05:06:08Z");

    assertProblem(swapped, 400, "BAD_REQUEST");
    assertThat(swapped.body()).contains("from", "until", late);
    assertThat(api.get("/v1/alerts?from=" + late + "&until=" + late).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseParametersThatTheOperationDoesNotHave() throws Exception {
    HttpResponse<String> unknown = api.get("/v1/alerts?foo=1");
    assertProblem(unknown, 400, "BAD_REQUEST");
    assertThat(unknown.body()).contains("'foo'", "state");
    assertProblem(api.get("/v1/shelves?foo=1"), 400, "BAD_REQUEST");
    HttpResponse<String> twice = api.get("/v1/alerts?limit=1&limit=2");
    assertProblem(twice, 400, "BAD_REQUEST");
    assertThat(twice.body()).contains("limit", "twice");
    assertThat(api.get("/v1/alerts?camera=camera-1&camera=camera-2").statusCode()).isEqualTo(200);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo(reason);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static List<String> ids(JsonObject page) {
    JsonArray items = page.getJsonArray("items");
    return IntStream.range(0, items.size())
        .mapToObj(i -> items.getJsonObject(i).getString("id"))
        .toList();
  }
}
