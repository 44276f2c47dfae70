package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.DeadLetterImages;
import io.shotline.core.line.DeadLetterLog;
import io.shotline.core.line.RecordPlace;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code /v1/dead-letters}: what could not be judged, and why. */
public final class DeadLetterRoutes implements ApiRoutes {
  private final DeadLetterLog log;
  private final DeadLetterImages images;
  private final PlainPictures pictures;
  private final BooleanSupplier isComplete;

  /**
   * Makes the routes.
   *
   * @param isComplete whether all letters of the last hours were counted
   */
  public DeadLetterRoutes(
      DeadLetterLog log,
      DeadLetterImages images,
      PlainPictures pictures,
      BooleanSupplier isComplete) {
    this.log = requireNonNull(log, "log");
    this.images = requireNonNull(images, "images");
    this.pictures = requireNonNull(pictures, "pictures");
    this.isComplete = requireNonNull(isComplete, "isComplete");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("listDeadLetters", this::list, "getDeadLetterImage", this::image);
  }

  private ApiResponse list(ApiRequest request) {
    String reason = request.query("reason").orElse("");
    List<JsonObject> items =
        log.newest().stream()
            .filter(letter -> reason.isEmpty() || letter.reason().equals(reason))
            .limit(request.integer("limit", Cursor.DEFAULT_LIMIT))
            .map(LineJson::of)
            .toList();
    return ApiResponse.json(
        200,
        new JsonObject()
            .put("items", LineJson.list(items))
            .put(
                "counts",
                LineJson.counts(log.counts(StatisticsRoutes.hours(request, log.window()))))
            .put("complete", isComplete.getAsBoolean()));
  }

  private ApiResponse image(ApiRequest request) throws ProblemException {
    String place = request.path("place");
    DeadLetter letter =
        RecordPlace.parse(place)
            .flatMap(log::find)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        place
                            + " is none of the newest dead letters; GET /v1/dead-letters lists them"));
    if (letter.imageBytes() == 0) {
      throw ProblemException.notFound(
          "dead letter " + place + " holds no image: " + letter.reason());
    }
    EncodedImage image =
        images
            .of(letter)
            .orElseThrow(
                () ->
                    new ProblemException(
                        410, "GONE", "dead letter " + place + " is no longer kept"));
    return pictures.answer(image, true).audited("dead-letters/" + place, null, null);
  }
}
