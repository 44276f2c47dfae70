package io.shotline.http.api;

import io.shotline.core.ShotReport;
import io.shotline.core.bank.ShotWarning;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.threshold.ShotScores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Shots as JSON, with what they say of each other. */
final class ShotJson {
  private final Set<String> counting;
  private final Map<String, Double> scores = new HashMap<>();
  private final Map<String, Double> oddLimits = new HashMap<>();
  private final Map<String, JsonArray> warnings = new HashMap<>();

  ShotJson(ShotReport report) {
    this.counting = new HashSet<>(report.shotIds());
    for (ShotScores.Shot shot : report.scores().leaveOneOut()) {
      scores.put(shot.shotId(), shot.score());
    }
    for (ShotScores.Odd odd : report.scores().odd()) {
      oddLimits.put(odd.shotId(), odd.limit());
    }
    for (ShotWarning warned : report.warnings()) {
      warnings
          .computeIfAbsent(warned.shotId(), id -> new JsonArray())
          .add(LineJson.of(warned.warning()));
    }
  }

  /** Returns a shot by itself. */
  static JsonObject of(ShotEntry shot) {
    JsonObject json =
        new JsonObject()
            .put("product_id", shot.productId())
            .put("shot_id", shot.shotId())
            .put("added_at", shot.addedAt().toString())
            .put("added_by", shot.addedBy())
            .put("bytes", shot.bytes())
            .put("width", shot.width())
            .put("height", shot.height());
    return shot.fault().isEmpty() ? json : json.put("fault", shot.fault());
  }

  /** Returns a shot among the others. A copy of another one and an only shot have no score. */
  JsonObject among(ShotEntry shot) {
    String id = shot.shotId();
    JsonObject json =
        of(shot)
            .put("counts", counting.contains(id))
            .put("warnings", warnings.getOrDefault(id, new JsonArray()));
    Double score = scores.get(id);
    if (score == null) {
      return json;
    }
    Double limit = oddLimits.get(id);
    json.put("score", score).put("odd", limit != null);
    return limit == null ? json : json.put("odd_limit", limit);
  }
}
