package io.shotline.kafka.stream;

import static io.shotline.failure.ForeignText.shown;

import io.shotline.core.image.Rejection;
import io.shotline.core.result.ClockSkew;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Warning;
import io.shotline.failure.OncePerMinuteEach;
import io.shotline.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of images, at most once a minute of each camera and reason. Never a byte of an
 * image. A topology has one; all stream threads use it.
 */
final class ImageLog {
  private static final Logger LOG = LoggerFactory.getLogger(ImageLog.class);

  /** Of a refusal: it names products, which come from outside. */
  private static final int MOST_CHARACTERS = 500;

  /** Clocks that follow a time server differ by less. */
  private static final Duration LEAST_WRONG = Duration.ofSeconds(1);

  private final OncePerMinuteEach turns = new OncePerMinuteEach();

  /** A result has a reason to doubt that its camera gives. */
  void doubted(ScoredImage image, Warning warning) {
    OptionalLong unsaid = turns.due(warning.kind() + " " + image.cameraId());
    if (unsaid.isPresent()) {
      LOG.warn(
          "camera {}: {}: {}{}",
          shown(image.cameraId()),
          warning.kind(),
          warning.detail(),
          more(unsaid.getAsLong()));
    }
  }

  /** A camera's clock cannot be right, or its image waited longer than images are kept. */
  void misdated(ScoredImage image, ClockSkew skew) {
    Duration wrong = Duration.between(image.capturedAt(), image.scoredAt()).abs();
    if (wrong.compareTo(LEAST_WRONG) < 0) {
      return;
    }
    OptionalLong unsaid = turns.due("clock " + image.cameraId());
    if (unsaid.isPresent()) {
      LOG.warn(
          "camera {}: captured_at {} of event {} is {} {}: set the"
              + " camera's clock and let it follow a time server, or leave captured_at out, and the"
              + " time of the record counts{}",
          shown(image.cameraId()),
          image.capturedAt(),
          shown(image.eventId()),
          rough(wrong),
          skew == ClockSkew.AHEAD
              ? "ahead of the clock of this machine"
              : "behind the clock of this machine, unless it waited so long",
          more(unsaid.getAsLong()));
    }
  }

  /**
   * A camera sends one event, of the same file, and nothing else.
   *
   * @param times in a row that it came again
   */
  void repeated(Subject subject, int times) {
    if (turns.due("repeat " + subject.cameraId()).isPresent()) {
      LOG.warn(
          "camera {}: DUPLICATE: sent event {} again, {} times in a row; restart the camera, or the"
              + " program that reads it, if it shows no new piece",
          shown(subject.cameraId()),
          shown(subject.eventId()),
          times);
    }
  }

  private static String rough(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    return time.toSeconds() + " s";
  }

  /** A record goes to the dead letters. */
  void rejected(
      SourceRecord source,
      Record<byte[], byte[]> record,
      @Nullable Subject subject,
      Rejection rejection) {
    String camera = subject == null ? text(record.key()) : subject.cameraId();
    OptionalLong unsaid = turns.due(rejection.reason() + " " + camera);
    if (unsaid.isPresent()) {
      LOG.warn(
          "image {} ({} bytes) of camera {}, event {}, goes to the dead letters: {}{}",
          source,
          record.value() == null ? 0 : record.value().length,
          shown(camera),
          subject == null ? "unknown" : shown(subject.eventId()),
          shown(rejection.toString(), MOST_CHARACTERS),
          more(unsaid.getAsLong()));
    }
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private static String more(long unsaid) {
    return unsaid == 0
        ? ""
        : " (and " + unsaid + " more of this camera and reason since the last line)";
  }
}
