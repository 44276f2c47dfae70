package io.shotline.service;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.CameraPicture;
import io.shotline.core.line.CameraPictures;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.picture.SmallPicture;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws the latest pictures of cameras, one at a time, and keeps each for those who ask next, up to
 * {@value #MOST_BYTES} bytes together. Safe for use by many threads.
 */
final class LatestPictures implements CameraPictures {
  private static final int MOST_BYTES = 16 << 20;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration UNUSED = Duration.ofMinutes(1);

  /** What else of an entry takes memory. */
  private static final int ENTRY_BYTES = 4 << 10;

  private record Kept(CameraState camera, long drawnNanos, CameraPicture picture) {
    boolean isOf(CameraState other) {
      return other.eventId().equals(camera.eventId())
          && Objects.equals(other.image(), camera.image());
    }

    int bytes() {
      return ENTRY_BYTES
          + (picture instanceof CameraPicture.Drawn drawn ? drawn.jpeg().length() : 0);
    }
  }

  private final Function<CameraState, Optional<EncodedImage>> images;
  private final SmallPicture drawing;
  private final LongSupplier nanos;
  private final Cache<String, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String camera, Kept entry) -> entry.bytes())
          .expireAfterAccess(UNUSED)
          .build();
  private final Object turn = new Object();

  /**
   * Draws with the time of this machine that no clock step moves.
   *
   * @param images reads the image of a state; empty if it is gone; may throw {@link
   *     LineUnavailableException}
   */
  LatestPictures(Function<CameraState, Optional<EncodedImage>> images, SmallPicture drawing) {
    this(images, drawing, System::nanoTime);
  }

  /** Draws by another time. */
  LatestPictures(
      Function<CameraState, Optional<EncodedImage>> images,
      SmallPicture drawing,
      LongSupplier nanos) {
    this.images = requireNonNull(images, "images");
    this.drawing = requireNonNull(drawing, "drawing");
    this.nanos = requireNonNull(nanos, "nanos");
  }

  @Override
  public CameraPicture latest(CameraState camera) {
    Kept before = fresh(camera);
    if (before != null) {
      return before.picture();
    }
    synchronized (turn) {
      // Drawn while this one waited for its turn.
      Kept meanwhile = fresh(camera);
      if (meanwhile != null) {
        return meanwhile.picture();
      }
      Kept now = new Kept(camera, nanos.getAsLong(), draw(camera));
      kept.put(camera.cameraId(), now);
      return now.picture();
    }
  }

  private @Nullable Kept fresh(CameraState camera) {
    Kept entry = kept.getIfPresent(camera.cameraId());
    if (entry == null) {
      return null;
    }
    return entry.isOf(camera) || nanos.getAsLong() - entry.drawnNanos() < PAUSE.toNanos()
        ? entry
        : null;
  }

  private CameraPicture draw(CameraState camera) {
    Optional<EncodedImage> image = images.apply(camera);
    if (image.isEmpty()) {
      return new CameraPicture.Gone();
    }
    try {
      return new CameraPicture.Drawn(drawing.of(image.get(), CameraPicture.LONGEST_SIDE));
    } catch (IOException e) {
      return new CameraPicture.Undrawable(String.valueOf(e.getMessage()));
    }
  }
}
