package io.shotline.http;

import io.shotline.core.ScoredImage;
import io.shotline.core.Skip;
import io.shotline.core.StageTimings;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A result as JSON; the words are those of {@code shotline score --format json}. */
final class ScoreJson {
  private ScoreJson() {}

  /** What a skipped image lacks is left out. */
  static JsonObject of(ScoredImage image) {
    JsonObject json =
        new JsonObject()
            .put("product", image.productId())
            .put("verdict", image.verdict().name())
            .put("score", image.score())
            .put("threshold", image.threshold());
    Skip skip = image.skip();
    if (skip != null) {
      json.put("skipped_because", skip.detail());
    }
    image.hottestRegion().ifPresent(region -> json.put("hottest_region", region(region)));
    json.put("shots", new JsonArray(image.shotIds()))
        .put("model", image.modelName() + "/" + image.modelVersion())
        .put("seconds", seconds(image.timings()));
    ResidualMap map = image.residualMap();
    return map == null ? json : json.put("residual_map", rows(map));
  }

  private static JsonObject region(Region region) {
    return new JsonObject()
        .put("x", region.x())
        .put("y", region.y())
        .put("width", region.width())
        .put("height", region.height());
  }

  private static JsonObject seconds(StageTimings timings) {
    return new JsonObject()
        .put("decode", seconds(timings.decode()))
        .put("bank", seconds(timings.bank()))
        .put("queue", seconds(timings.queue()))
        .put("model", seconds(timings.model()));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static JsonArray rows(ResidualMap map) {
    JsonArray rows = new JsonArray();
    for (int row = 0; row < map.rows(); row++) {
      JsonArray values = new JsonArray();
      for (int column = 0; column < map.columns(); column++) {
        values.add(map.value(row, column));
      }
      rows.add(values);
    }
    return rows;
  }
}
