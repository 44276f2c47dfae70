package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.AuditEntry;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Products over HTTP. */
class ProductRoutesTest {
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
  void shouldCreateShowChangeAndRemoveAProduct() throws Exception {
    HttpResponse<String> created =
        api.send(
            "POST",
            "/v1/products",
            new JsonObject().put("product_id", "cap 5").put("threshold", 0.4));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).hasValue("/v1/products/cap%205");
    assertThat(new JsonObject(created.body()).getDouble("threshold")).isEqualTo(0.4);

    HttpResponse<String> changed =
        api.send(
            "PATCH",
            "/v1/products/cap%205",
            new JsonObject().put("revision", 1).put("enabled", false));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    JsonObject product = new JsonObject(api.get("/v1/products/cap%205").body());
    assertThat(product.getBoolean("enabled")).isFalse();
    assertThat(product.getDouble("threshold")).isEqualTo(0.4);
    assertThat(product.getLong("revision")).isEqualTo(2);

    assertThat(api.delete("/v1/products/cap%205?revision=2").statusCode()).isEqualTo(204);
    assertThat(api.get("/v1/products/cap%205").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldGiveBackTheDefaultOfAFieldThatIsNull() throws Exception {
    JsonObject wanted = new JsonObject().put("product_id", "cap").put("threshold", 0.4);
    assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);

    HttpResponse<String> changed =
        api.send(
            "PATCH", "/v1/products/cap", new JsonObject().put("revision", 1).putNull("threshold"));

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(new JsonObject(changed.body()).containsKey("threshold")).isFalse();
  }

  @Test
  void shouldRefuseAChangeThatWasDecidedOnAnOlderStateAndShowTheOneOfNow() throws Exception {
    JsonObject wanted = new JsonObject().put("product_id", "cap");
    assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);
    JsonObject first = new JsonObject().put("revision", 1).put("threshold", 0.3);
    assertThat(api.send("PATCH", "/v1/products/cap", first).statusCode()).isEqualTo(200);

    HttpResponse<String> second =
        api.send("PATCH", "/v1/products/cap", first.copy().put("threshold", 0.7));

    assertThat(second.statusCode()).isEqualTo(409);
    JsonObject problem = new JsonObject(second.body());
    assertThat(problem.getString("reason")).isEqualTo("STALE_REVISION");
    assertThat(problem.getJsonObject("current").getDouble("threshold")).isEqualTo(0.3);
    assertThat(problem.getJsonObject("current").getLong("revision")).isEqualTo(2);
  }

  @Test
  void shouldSayThatAProductExistsAlreadyAndShowIt() throws Exception {
    JsonObject wanted = new JsonObject().put("product_id", "cap").put("threshold", 0.4);
    assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);

    HttpResponse<String> second = api.send("POST", "/v1/products", wanted);

    assertThat(second.statusCode()).isEqualTo(409);
    JsonObject problem = new JsonObject(second.body());
    assertThat(problem.getString("reason")).isEqualTo("EXISTS");
    assertThat(problem.getString("detail"))
        .isEqualTo(
            "product cap exists already; PATCH /v1/products/cap changes it, with revision 1");
    assertThat(problem.getJsonObject("current").getDouble("threshold")).isEqualTo(0.4);
  }

  @Test
  void shouldWriteNothingWhereAChangeChangesNothing() throws Exception {
    JsonObject wanted = new JsonObject().put("product_id", "cap").put("threshold", 0.4);
    assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);

    for (JsonObject same :
        List.of(
            new JsonObject(),
            new JsonObject().putNull("max_shots"),
            new JsonObject().put("threshold", 0.4).put("product_id", "cap"))) {
      HttpResponse<String> answer =
          api.send("PATCH", "/v1/products/cap", same.copy().put("revision", 1));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(new JsonObject(answer.body()).getLong("revision")).isEqualTo(1);
    }
    assertThat(api.line.audits).extracting(AuditEntry::action).containsExactly("createProduct");
    JsonObject stale = new JsonObject().put("revision", 7);
    assertThat(api.send("PATCH", "/v1/products/cap", stale).statusCode()).isEqualTo(409);
  }

  @Test
  void shouldRefuseToGiveAProductAnotherId() throws Exception {
    JsonObject wanted = new JsonObject().put("product_id", "cap");
    assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);

    HttpResponse<String> answer =
        api.send(
            "PATCH",
            "/v1/products/cap",
            new JsonObject().put("revision", 1).put("product_id", "other"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .startsWith("product_id is \"other\", but the path names product cap;");
  }

  @Test
  void shouldListInParts() throws Exception {
    for (String id : new String[] {"cap", "lid", "nut"}) {
      JsonObject wanted = new JsonObject().put("product_id", id);
      assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);
    }

    JsonObject first = new JsonObject(api.get("/v1/products?limit=2").body());
    assertThat(first.getJsonArray("items")).hasSize(2);
    JsonObject second =
        new JsonObject(api.get("/v1/products?limit=2&cursor=" + first.getString("next")).body());

    assertThat(second.getJsonArray("items").getJsonObject(0).getString("product_id"))
        .isEqualTo("nut");
    assertThat(second.containsKey("next")).isFalse();
  }

  @Test
  void shouldRefuseTheCursorOfAnotherList() throws Exception {
    for (String id : new String[] {"cap", "lid"}) {
      api.send("POST", "/v1/products", new JsonObject().put("product_id", id));
    }
    String next = new JsonObject(api.get("/v1/products?limit=1").body()).getString("next");

    assertThat(api.get("/v1/cameras?cursor=" + next).statusCode()).isEqualTo(400);
    assertThat(api.get("/v1/products/cap/shots?cursor=" + next).statusCode()).isEqualTo(400);
    String alerts = new JsonObject(api.get("/v1/alerts?limit=1").body()).getString("next");
    assertThat(api.get("/v1/products?cursor=" + alerts).statusCode()).isEqualTo(400);
    assertThat(api.get("/v1/products?cursor=zz").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldRefuseWhatTheDocumentDoesNotAllow() throws Exception {
    assertThat(api.get("/v1/products?limit=0").statusCode()).isEqualTo(400);
    assertThat(api.get("/v1/products?limit=many").statusCode()).isEqualTo(400);
    assertThat(api.get("/v1/products?cursor=***").statusCode()).isEqualTo(400);
    assertThat(api.get("/v1/things").statusCode()).isEqualTo(404);
    assertThat(api.send("PUT", "/v1/products", new JsonObject()).statusCode()).isEqualTo(405);
    assertThat(api.send("POST", "/v1/products", new JsonObject()).statusCode()).isEqualTo(400);
    JsonObject high = new JsonObject().put("product_id", "cap").put("threshold", 7.0);
    assertThat(api.send("POST", "/v1/products", high).statusCode()).isEqualTo(400);
    HttpResponse<String> tooLong = api.get("/v1/products/" + "x".repeat(70_000));
    assertThat(tooLong.statusCode()).isEqualTo(414);
    assertThat(tooLong.headers().firstValue("Connection")).contains("close");
    assertThat(new JsonObject(tooLong.body()).getString("reason")).isEqualTo("MALFORMED_REQUEST");
    JsonObject large = new JsonObject().put("product_id", "x".repeat(70_000));
    HttpResponse<String> refused = api.send("POST", "/v1/products", large);
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("more than 65536 bytes");
    JsonObject unknown = new JsonObject().put("product_id", "cap").put("thresold", 0.7);
    HttpResponse<String> answer = api.send("POST", "/v1/products", unknown);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .startsWith("thresold is no field")
        .contains("/openapi.json");
    JsonObject inner = new JsonObject().put("product_id", "cap");
    inner.put("view", new JsonObject().put("titles", 3));
    assertThat(api.send("POST", "/v1/products", inner).body()).contains("view.titles is no field");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(api.sendFile("/v1/products", "text/plain", new byte[] {1}).statusCode())
        .isEqualTo(415);
  }

  @Test
  void shouldGiveNoProductAnIdThatNoPathCanNameOrNoLineHolds() throws Exception {
    for (String id : List.of(".", "..", "\0", "a\nb", "a\u2028b", " x", "x ", "x\u00a0")) {
      JsonObject wanted = new JsonObject().put("product_id", id);
      HttpResponse<String> answer = api.send("POST", "/v1/products", wanted);
      assertThat(answer.statusCode()).as(wanted.encode()).isEqualTo(400);
      assertThat(new JsonObject(answer.body()).getString("detail"))
          .startsWith("product_id cannot be \"")
          .contains("; ");
    }
    HttpResponse<String> half =
        api.send(
            HttpRequest.newBuilder(api.uri("/v1/products"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"product_id\":\"\\ud800\"}")));
    assertThat(half.statusCode()).isEqualTo(400);
    assertThat(api.send("PATCH", "/v1/products/a%0Ab", new JsonObject().put("revision", 0)))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400));
    assertThat(api.line.list()).isEmpty();
    JsonObject dotted = new JsonObject().put("product_id", "...");
    assertThat(api.send("POST", "/v1/products", dotted).statusCode()).isEqualTo(201);
    assertThat(api.get("/v1/products/...").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldShowChangeAndRemoveAProductWithAnIdOfOtherSenders() throws Exception {
    api.line.change("a\nb", 0, before -> before);
    assertThat(api.get("/v1/products/a%0Ab").statusCode()).isEqualTo(200);
    JsonObject off = new JsonObject().put("revision", 1).put("enabled", false);
    assertThat(api.send("PATCH", "/v1/products/a%0Ab", off).statusCode()).isEqualTo(200);
    assertThat(api.delete("/v1/products/a%0Ab?revision=2").statusCode()).isEqualTo(204);
  }

  @Test
  void shouldSayWhatTheStateWasBeforeAndAfterAChange() throws Exception {
    JsonObject wanted = new JsonObject().put("product_id", "cap").put("threshold", 0.4);
    assertThat(api.send("POST", "/v1/products", wanted).statusCode()).isEqualTo(201);
    JsonObject change = new JsonObject().put("revision", 1).put("threshold", 0.6);
    assertThat(api.send("PATCH", "/v1/products/cap", change).statusCode()).isEqualTo(200);

    AuditEntry entry = api.line.audits.get(1);
    assertThat(entry.who()).isEqualTo("local");
    assertThat(entry.action()).isEqualTo("changeProduct");
    assertThat(entry.target()).isEqualTo("products/cap");
    assertThat(new JsonObject(entry.before()).getDouble("threshold")).isEqualTo(0.4);
    assertThat(new JsonObject(entry.after()).getDouble("threshold")).isEqualTo(0.6);
  }

  @Test
  void shouldChangeNothingWithoutATrace() throws Exception {
    api.line.isAuditAway = true;

    JsonObject wanted = new JsonObject().put("product_id", "cap");
    HttpResponse<String> answer = api.send("POST", "/v1/products", wanted);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("topics upgrade");
    assertThat(api.line.list()).isEmpty();
  }
}
