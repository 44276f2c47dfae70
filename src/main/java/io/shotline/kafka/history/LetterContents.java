package io.shotline.kafka.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of a record that could not be used.
 *
 * @param cameraId empty where it does not tell, as the other names
 * @param image null if it holds none
 */
record LetterContents(
    String cameraId, String eventId, String productId, @Nullable EncodedImage image) {
  LetterContents {
    requireNonNull(cameraId, "cameraId");
    requireNonNull(eventId, "eventId");
    requireNonNull(productId, "productId");
  }

  /** Reads an image or a shot, whichever its topic held. */
  static LetterContents of(
      ConsumerRecord<byte[], byte[]> record, DeadLetterRecord letter, Topics topics) {
    byte @Nullable [] key = record.key();
    byte @Nullable [] value = record.value();
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    String origin = letter.source().topic();
    if (value != null && origin.equals(topics.images())) {
      return ImageEventCodec.parse(value, key, letter.source(), time)
          .asOptional()
          .map(
              event ->
                  new LetterContents(
                      event.cameraId(), event.eventId(), event.productId(), image(event.image())))
          .orElseGet(() -> new LetterContents(text(key), "", "", null));
    }
    if (value != null && key != null && origin.equals(topics.prompts())) {
      return ShotCodec.parse(value, key, time)
          .asOptional()
          .map(shot -> new LetterContents("", shot.shotId(), shot.productId(), image(shot.image())))
          .orElseGet(() -> new LetterContents("", "", ShotCodec.productId(key), null));
    }
    return new LetterContents(origin.equals(topics.images()) ? text(key) : "", "", "", null);
  }

  int imageBytes() {
    return image == null ? 0 : image.length();
  }

  private static @Nullable EncodedImage image(EncodedImage sent) {
    return sent.length() == 0 ? null : sent;
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, UTF_8);
  }
}
