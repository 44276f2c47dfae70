package io.shotline.http.api;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.Answer;
import io.shotline.core.line.Shelf;
import io.shotline.wire.ResultJson;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Alerts and shelves as JSON: results under the wire's names, and what people said of them. */
final class AlertJson {
  private AlertJson() {}

  /** Returns an alert. */
  static JsonObject of(AlertEntry alert) {
    JsonObject json =
        new JsonObject()
            .put("id", alert.id().toString())
            .put("time", alert.time().toString())
            .put("state", word(alert.state()))
            .mergeIn(new JsonObject(ResultJson.of(alert)));
    // An alert was judged.
    json.remove("skipped_because");
    json.remove("skip_reason");
    return json.mergeIn(said(alert));
  }

  /** Returns a shelf. */
  static JsonObject of(Shelf shelf) {
    JsonObject json = new JsonObject();
    if (!shelf.cameraId().isEmpty()) {
      json.put("camera_id", shelf.cameraId());
    }
    if (!shelf.productId().isEmpty()) {
      json.put("product_id", shelf.productId());
    }
    return json.put("until", shelf.until().toString())
        .put("by", shelf.by())
        .put("at", shelf.at().toString())
        .put("note", shelf.note());
  }

  /** Returns state and words of people alone, for the audit. */
  static JsonObject handling(AlertEntry alert) {
    return new JsonObject()
        .put("event_id", alert.eventId())
        .put("state", word(alert.state()))
        .mergeIn(said(alert));
  }

  private static JsonObject said(AlertEntry alert) {
    JsonObject json = new JsonObject();
    Acknowledgement seen = alert.handling().acknowledgement();
    if (seen != null) {
      json.put(
          "acknowledgement",
          new JsonObject()
              .put("by", seen.by())
              .put("at", seen.at().toString())
              .put("note", seen.note()));
    }
    Answer answer = alert.handling().answer();
    if (answer != null) {
      json.put(
          "answer",
          new JsonObject()
              .put("verdict", word(answer.verdict()))
              .put("by", answer.by())
              .put("at", answer.at().toString())
              .put("note", answer.note()));
    }
    Shelf shelf = alert.handling().shelf();
    return shelf == null ? json : json.put("shelf", of(shelf));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
