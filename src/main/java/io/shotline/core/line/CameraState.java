package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what the last judged image of a camera was found to be.
 *
 * @param capturedAt by the camera's clock
 * @param judgedAt when the result was written, by the broker's clock
 * @param model that judged the image
 * @param warnings reasons to doubt the verdict; mostly none
 * @param image where the image lies on the topic of images; null if the result names another topic
 */
public record CameraState(
    String cameraId,
    String productId,
    String eventId,
    Instant capturedAt,
    Instant judgedAt,
    ModelLabel model,
    Judgement judgement,
    List<Warning> warnings,
    @Nullable RecordPlace image) {
  /** Details come from records: a longer one is cut, so that memory is bounded. */
  static final int MOST_CHARACTERS = 500;

  /** As many as there are kinds. */
  private static final int MOST_WARNINGS = Warning.Kind.values().length;

  public CameraState {
    requireNonNull(cameraId, "cameraId");
    requireNonNull(productId, "productId");
    requireNonNull(eventId, "eventId");
    requireNonNull(capturedAt, "capturedAt");
    requireNonNull(judgedAt, "judgedAt");
    requireNonNull(model, "model");
    requireNonNull(judgement, "judgement");
    warnings = warnings.stream().limit(MOST_WARNINGS).map(CameraState::cut).toList();
  }

  /**
   * Returns the state after this result; keeps neither its map nor its attributes.
   *
   * @param judgedAt time of its record
   * @param place of the image on the topic of images; null if it lies elsewhere
   */
  public static CameraState of(ScoredImage image, Instant judgedAt, @Nullable RecordPlace place) {
    return new CameraState(
        image.cameraId(),
        image.productId(),
        image.eventId(),
        image.capturedAt(),
        judgedAt,
        image.model(),
        image.judgement(),
        image.warnings(),
        place);
  }

  /** Returns how long ago the image was judged; zero if the broker's clock is ahead. */
  public Duration age(Instant now) {
    Duration age = Duration.between(judgedAt, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static Warning cut(Warning warning) {
    String detail = warning.detail();
    return detail.length() <= MOST_CHARACTERS
        ? warning
        : new Warning(warning.kind(), detail.substring(0, MOST_CHARACTERS) + "...");
  }
}
