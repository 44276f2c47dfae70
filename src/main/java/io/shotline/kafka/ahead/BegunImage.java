package io.shotline.kafka.ahead;

import io.shotline.core.UnjudgedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.result.Subject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an image's outcome is made from when its turn comes. Holds no image, so it is small. */
sealed interface BegunImage {
  /** The record holds no image. */
  record Unreadable(Rejection rejection) implements BegunImage {}

  /**
   * The record holds an image.
   *
   * @param age how long the image had waited when it was begun
   * @param picture tells the file from others, as in {@link TakenImage}
   * @param image null if that was too long for the image to be scored
   */
  record Read(Subject subject, Duration age, long picture, @Nullable UnjudgedImage image)
      implements BegunImage {}
}
