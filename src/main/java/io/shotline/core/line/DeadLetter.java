package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A record that could not be used, as it lies on the topic of dead letters.
 *
 * @param place on the topic of dead letters
 * @param at when it came there, by the broker's clock
 * @param reason the name of a {@link io.shotline.core.image.Rejection.Reason}
 * @param detail for a person; long ones are cut
 * @param originTopic the topic that it was sent to
 * @param cameraId empty where the record does not tell
 * @param eventId of the image, or the id of the shot; empty where the record does not tell
 * @param productId empty where the record does not tell
 * @param imageBytes 0: it holds no image
 */
public record DeadLetter(
    RecordPlace place,
    Instant at,
    String reason,
    String detail,
    String originTopic,
    int originPartition,
    long originOffset,
    String cameraId,
    String eventId,
    String productId,
    int imageBytes) {
  /** Texts come from records: a longer one is cut, so that memory is bounded. */
  private static final int MOST_CHARACTERS = 1024;

  public DeadLetter {
    requireNonNull(place, "place");
    requireNonNull(at, "at");
    reason = cut(reason);
    detail = cut(detail);
    originTopic = cut(originTopic);
    cameraId = cut(cameraId);
    eventId = cut(eventId);
    productId = cut(productId);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
