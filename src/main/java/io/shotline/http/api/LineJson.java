package io.shotline.http.api;

import io.shotline.core.line.CameraState;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.LineGroup;
import io.shotline.core.line.ProductStatistics;
import io.shotline.core.line.ScoreBin;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.Threshold;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cameras, statistics, dead letters and instances as JSON, under the wire's names. */
final class LineJson {
  private static final double MILLIS = 1000;

  private LineJson() {}

  static JsonObject of(CameraState camera, Instant now) {
    JsonObject json =
        new JsonObject()
            .put("camera_id", camera.cameraId())
            .put("product_id", camera.productId())
            .put("event_id", camera.eventId())
            .put("captured_at", camera.capturedAt().toString())
            .put("judged_at", camera.judgedAt().toString())
            .put("age_seconds", camera.age(now).toMillis() / MILLIS)
            .put("verdict", word(camera.judgement().verdict()))
            .put("score", camera.judgement().score())
            .put("ratio", camera.judgement().ratio())
            .put("model_name", camera.model().name())
            .put("model_version", camera.model().version())
            .put("warnings", list(camera.warnings().stream().map(LineJson::of).toList()));
    Skip skip = camera.judgement().skip();
    if (skip != null) {
      json.put("skip_reason", "SKIP_REASON_" + skip.reason().name());
      json.put("skipped_because", skip.detail());
    }
    return putThreshold(json, camera.judgement().heldAgainst());
  }

  /**
   * Returns the counts of a product.
   *
   * @param threshold whose alerts are counted too; null: none
   */
  static JsonObject of(ProductStatistics product, @Nullable Double threshold) {
    JsonObject json =
        new JsonObject()
            .put("product_id", product.productId())
            .put("since", product.since().toString())
            .put("verdicts", verdicts(product))
            .put("model_name", product.model().name())
            .put("model_version", product.model().version())
            .put("scored", product.scores().images())
            .put("bins", list(product.scores().bins().stream().map(LineJson::of).toList()));
    if (threshold != null) {
      json.put(
          "at",
          new JsonObject().put("threshold", threshold).put("alerts", product.alertsAt(threshold)));
    }
    return putThreshold(json, product.threshold());
  }

  static JsonObject of(DeadLetter letter) {
    return new JsonObject()
        .put("place", letter.place().toString())
        .put("at", letter.at().toString())
        .put("reason", letter.reason())
        .put("detail", letter.detail())
        .put(
            "origin",
            new JsonObject()
                .put("topic", letter.originTopic())
                .put("partition", letter.originPartition())
                .put("offset", letter.originOffset()))
        .put("camera_id", letter.cameraId())
        .put("event_id", letter.eventId())
        .put("product_id", letter.productId())
        .put("image_bytes", letter.imageBytes());
  }

  static JsonObject of(LineGroup group) {
    return new JsonObject()
        .put("name", group.name())
        .put("state", group.state())
        .put("seen_at", group.seenAt().toString())
        .put("instances", list(group.instances().stream().map(LineJson::of).toList()))
        .put("waiting", group.waiting())
        .put("backlogs", list(group.backlogs().stream().map(LineJson::of).toList()));
  }

  static JsonObject counts(Map<String, Long> counts) {
    JsonObject json = new JsonObject();
    counts.forEach(json::put);
    return json;
  }

  static JsonArray list(List<JsonObject> objects) {
    return new JsonArray(objects);
  }

  static JsonObject of(Warning warning) {
    return new JsonObject()
        .put("kind", "WARNING_KIND_" + warning.kind().name())
        .put("detail", warning.detail());
  }

  private static JsonObject of(ScoreBin bin) {
    return new JsonObject().put("from", bin.from()).put("to", bin.to()).put("images", bin.images());
  }

  private static JsonObject of(LineGroup.Instance instance) {
    return new JsonObject()
        .put("name", instance.name())
        .put("host", instance.host())
        .put("partitions", new JsonArray(instance.partitions()));
  }

  private static JsonObject of(LineGroup.Backlog backlog) {
    return new JsonObject().put("partition", backlog.partition()).put("images", backlog.images());
  }

  static JsonObject verdicts(ProductStatistics product) {
    JsonObject json = new JsonObject();
    for (Verdict verdict : Verdict.values()) {
      json.put(word(verdict), product.images(verdict));
    }
    return json;
  }

  private static JsonObject putThreshold(JsonObject json, @Nullable Threshold threshold) {
    if (threshold == null) {
      return json;
    }
    json.put("threshold", threshold.value());
    return threshold.source() == null
        ? json
        : json.put("threshold_source", "THRESHOLD_SOURCE_" + threshold.source().name());
  }

  static String word(Verdict verdict) {
    return "VERDICT_" + verdict.name();
  }
}
