package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.Images;
import io.shotline.core.line.PublishedImage;
import io.shotline.http.RefusedException;
import io.shotline.http.ScoreAnswer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /v1/products/{product}/images} and {@code /score}: publishes an image, or judges one. */
public final class ImageRoutes implements ApiRoutes {
  /** The camera of images that name none. */
  private static final String NO_CAMERA = "api";

  private final Images images;
  private final ScoreAnswer score;
  private final Clock clock;

  public ImageRoutes(Images images, ScoreAnswer score, Clock clock) {
    this.images = requireNonNull(images, "images");
    this.score = requireNonNull(score, "score");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("publishImage", this::publish, "scoreImage", this::score);
  }

  /** The same event id again is the same image: the stream answers it with DUPLICATE. */
  private ApiResponse publish(ApiRequest request) throws ProblemException {
    String product = NewId.require("product", request.path("product"));
    String camera = NewId.require("camera", request.query("camera").orElse(NO_CAMERA));
    String event =
        NewId.require(
            "event", request.query("event").orElseGet(() -> UUID.randomUUID().toString()));
    try {
      PublishedImage published =
          images.publish(
              new ImageEvent(
                  event,
                  camera,
                  product,
                  capturedAt(request),
                  new EncodedImage(request.file()),
                  request.query("file").map(name -> Map.of("file", name)).orElse(Map.of())));
      return ApiResponse.json(
          202,
          new JsonObject()
              .put("event_id", published.eventId())
              .put("topic", published.topic())
              .put("partition", published.partition())
              .put("offset", published.offset()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private ApiResponse score(ApiRequest request) throws ProblemException {
    EncodedImage image = new EncodedImage(request.file());
    try {
      return ApiResponse.json(200, score.json(request.path("product"), image));
    } catch (RefusedException e) {
      throw new ProblemException(e.status(), e.reason(), e.detail());
    }
  }

  private Instant capturedAt(ApiRequest request) throws ProblemException {
    Optional<String> text = request.query("captured_at");
    return text.isEmpty() ? clock.instant() : RequestTimes.of("captured_at", text.get());
  }
}
