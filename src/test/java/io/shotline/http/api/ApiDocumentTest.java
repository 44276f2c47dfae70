package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import org.junit.jupiter.api.Test;

/** The document of the API. */
class ApiDocumentTest {
  @Test
  void shouldBeServedAsItIsHeld() throws Exception {
    try (ApiFixture api = ApiFixture.open()) {
      JsonObject served = new JsonObject(api.get("/openapi.json").body());
      assertThat(served.getString("openapi")).startsWith("3.1");
      assertThat(served).isEqualTo(ApiDocument.read());
    }
  }

  @Test
  void shouldSayOfEachOperationWhoMayAndWhatItIs() throws Exception {
    try (ApiFixture api = ApiFixture.open()) {
      for (Operation operation : api.operations()) {
        JsonObject model = operation.getOpenAPIModel();
        assertThat(model.getString("summary")).as(operation.getOperationId()).endsWith(".");
        assertThat(model.getJsonArray("tags")).as(operation.getOperationId()).hasSize(1);
        assertThat(ApiDocument.role(operation)).isNotNull();
        assertThat(operation.getDefaultResponse()).as(operation.getOperationId()).isNotNull();
      }
    }
  }
}
