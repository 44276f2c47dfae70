package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Alerts;
import io.shotline.core.line.Shelf;
import io.shotline.core.line.ShelfUpdate;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** {@code /v1/shelves}: cameras and products whose alerts are set aside for a time. */
public final class ShelfRoutes implements ApiRoutes {
  private final Alerts alerts;

  public ShelfRoutes(Alerts alerts) {
    this.alerts = requireNonNull(alerts, "alerts");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("listShelves", this::list, "shelve", this::shelve, "unshelve", this::unshelve);
  }

  private ApiResponse list(ApiRequest request) {
    return ApiResponse.list(alerts.shelves().stream().map(AlertJson::of).toList(), null);
  }

  private ApiResponse shelve(ApiRequest request) throws ProblemException {
    JsonObject body = request.json();
    String camera = body.getString("camera_id", "");
    String product = body.getString("product_id", "");
    Instant until = RequestTimes.of("until", body.getString("until"));
    ShelfUpdate update;
    try {
      update =
          alerts.shelve(camera, product, until, request.who().name(), body.getString("note", ""));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "INVALID_SHELF", String.valueOf(e.getMessage()));
    }
    ApiResponse response = ApiResponse.json(200, AlertJson.of(update.after()));
    Shelf before = update.before();
    return update.isChange()
        ? response.audited(
            target(camera, product),
            before == null ? null : AlertJson.of(before),
            AlertJson.of(update.after()))
        : response;
  }

  private ApiResponse unshelve(ApiRequest request) throws ProblemException {
    String camera = request.query("camera").orElse("");
    String product = request.query("product").orElse("");
    Shelf before =
        alerts
            .unshelve(camera, product)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "there is no such shelf; GET /v1/shelves lists them"));
    return ApiResponse.empty(204).audited(target(camera, product), AlertJson.of(before), null);
  }

  private static String target(String camera, String product) {
    return "shelves/" + PathText.of(camera) + "/" + PathText.of(product);
  }
}
