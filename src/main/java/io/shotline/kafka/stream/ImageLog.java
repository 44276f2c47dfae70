package io.shotline.kafka.stream;

import static io.shotline.failure.ForeignText.shown;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import io.shotline.failure.OncePerMinuteEach;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of images, at most once a minute of each camera and reason. Never a byte of an
 * image. A topology has one; all stream threads use it.
 */
final class ImageLog {
  private static final Logger LOG = LoggerFactory.getLogger(ImageLog.class);

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

  private static String more(long unsaid) {
    return unsaid == 0 ? "" : " (and " + unsaid + " more since the last line)";
  }
}
