package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.http.access.Role;
import io.shotline.http.access.TokenFile;
import io.shotline.testing.FormBody;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what over HTTP. */
class AccessTest {
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private ApiFixture api;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    TokenFile file = new TokenFile(folder.resolve("tokens"));
    for (Role role : Role.values()) {
      tokens.put(role, file.create(role.word() + "-1", role));
    }
    api = ApiFixture.withTokens(folder.resolve("tokens"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldLetEachRoleDoWhatItMayAndNothingElse() throws Exception {
    for (Operation operation : api.operations()) {
      Optional<Role> least = ApiDocument.role(operation);
      for (Role role : Role.values()) {
        int status = status(operation, tokens.get(role));
        boolean isAllowed = least.isEmpty() || role.includes(least.get());
        assertThat(status == 403)
            .as("%s %s %s", operation.getOperationId(), role, status)
            .isEqualTo(!isAllowed);
      }
      int nobody = status(operation, null);
      assertThat(nobody == 401)
          .as("%s %s", operation.getOperationId(), nobody)
          .isEqualTo(least.isPresent());
      int wrong = status(operation, "shotline_wrong");
      // After twenty wrong tokens the address is kept waiting.
      assertThat(wrong == 401 || wrong == 429)
          .as("%s %s", operation.getOperationId(), wrong)
          .isEqualTo(least.isPresent());
    }
  }

  @Test
  void shouldTakeFormsOfShotsOfOperatorsAlone() throws Exception {
    FormBody form = new FormBody().with("good.png", new byte[9]);
    assertThat(send(api, form, tokens.get(Role.VIEWER))).isEqualTo(403);
    assertThat(send(api, form, "shotline_wrong")).isEqualTo(401);
    assertThat(api.line.list("cap")).isEmpty();
    assertThat(send(api, form, tokens.get(Role.OPERATOR))).isEqualTo(200);
    assertThat(api.line.audits.get(0).who()).isEqualTo("operator-1");
  }

  @Test
  void shouldCountEachFileOfAFormAsARequest(@TempDir Path other) throws Exception {
    String token = new TokenFile(other.resolve("tokens")).create("shift-1", Role.OPERATOR);
    Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    FormBody form = new FormBody();
    for (int i = 0; i < 60; i++) {
      form.with("good-" + i, new byte[9]);
    }
    try (ApiFixture stopped = ApiFixture.withTokens(other.resolve("tokens"), still)) {
      for (int i = 0; i < 3; i++) {
        assertThat(send(stopped, form, token)).isEqualTo(200);
      }
      assertThat(send(stopped, form, token)).isEqualTo(429);
      assertThat(stopped.line.audits).hasSize(180);
      assertThat(send(stopped, new FormBody().with("one", new byte[9]), token)).isEqualTo(200);
    }
  }

  private static int send(ApiFixture to, FormBody form, String token) throws Exception {
    return to.status(
        HttpRequest.newBuilder(to.uri("/v1/products/cap/shots"))
            .header("Content-Type", FormBody.TYPE)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(form.bytes())));
  }

  @Test
  void shouldGiveABrowserASessionThatNoScriptCanRead() throws Exception {
    HttpResponse<String> begun =
        api.send("POST", "/v1/session", new JsonObject().put("token", tokens.get(Role.OPERATOR)));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");

    String session = cookie.split(";", 2)[0];
    HttpResponse<String> who =
        api.send(HttpRequest.newBuilder(api.uri("/v1/session")).header("Cookie", session));
    assertThat(new JsonObject(who.body()).getString("role")).isEqualTo("operator");

    HttpResponse<String> ended =
        api.send(HttpRequest.newBuilder(api.uri("/v1/session")).header("Cookie", session).DELETE());
    assertThat(ended.statusCode()).isEqualTo(204);
    HttpResponse<String> after =
        api.send(HttpRequest.newBuilder(api.uri("/v1/session")).header("Cookie", session));
    assertThat(after.statusCode()).isEqualTo(401);
  }

  @Test
  void shouldLetNobodyFindATokenByTrying() throws Exception {
    int last = 0;
    for (int i = 0; i < 30; i++) {
      last =
          api.send("POST", "/v1/session", new JsonObject().put("token", "shotline_" + i))
              .statusCode();
    }
    assertThat(last).isEqualTo(429);
  }

  @Test
  void shouldRefusePagesOfOtherPlaces() throws Exception {
    HttpRequest.Builder other =
        HttpRequest.newBuilder(api.uri("/v1/products"))
            .header("Authorization", "Bearer " + tokens.get(Role.VIEWER))
            .header("Origin", "http://elsewhere.example");
    HttpResponse<String> answer = api.send(other);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("OTHER_ORIGIN");
    assertThat(answer.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void shouldSetHeadersByWhichBrowsersDoNothingElse() throws Exception {
    HttpResponse<String> answer = api.get("/openapi.json");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
  }

  private int status(Operation operation, @Nullable String token) throws Exception {
    String path = operation.getAbsoluteOpenAPIPath().replaceAll("\\{[a-z]+}", "0-1");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.uri(path))
            .header("Content-Type", "application/json")
            .method(operation.getHttpMethod().name(), BodyPublishers.ofString("{}"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return api.status(request);
  }
}
