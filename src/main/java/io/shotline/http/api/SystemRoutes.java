package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Cameras;
import io.shotline.core.line.LineSystem;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.Statistics;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /v1/system}: models, instances and the images that wait. */
public final class SystemRoutes implements ApiRoutes {
  private final LineSystem system;
  private final Statistics statistics;
  private final Cameras cameras;
  private final Supplier<String> model;

  /**
   * Makes the routes.
   *
   * @param model name and version of the model that scores in this instance
   */
  public SystemRoutes(
      LineSystem system, Statistics statistics, Cameras cameras, Supplier<String> model) {
    this.system = requireNonNull(system, "system");
    this.statistics = requireNonNull(statistics, "statistics");
    this.cameras = requireNonNull(cameras, "cameras");
    this.model = requireNonNull(model, "model");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("getSystem", this::get);
  }

  private ApiResponse get(ApiRequest request) {
    List<JsonObject> models =
        statistics.models().entrySet().stream()
            .map(
                each -> new JsonObject().put("model", each.getKey()).put("images", each.getValue()))
            .toList();
    JsonObject json =
        new JsonObject()
            .put("model", model.get())
            .put("models", LineJson.list(models))
            .put("hours", statistics.window().toMinutes() / 60.0)
            .put("cameras_left_out", cameras.leftOut())
            .put("images_left_out", statistics.leftOut());
    try {
      json.put("group", LineJson.of(system.group()));
    } catch (LineUnavailableException e) {
      // The rest is known all the same.
      json.put("problem", String.valueOf(e.getMessage()));
    }
    return ApiResponse.json(200, json);
  }
}
