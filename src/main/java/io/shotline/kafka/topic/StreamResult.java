package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ScoredImage;
import io.shotline.core.image.Region;
import io.shotline.wire.SourceRecord;

/** What came out of the stream. Every image becomes one {@link Scored} or {@link DeadLetter}. */
public sealed interface StreamResult {
  /**
   * An image got its verdict (SKIPPED included).
   *
   * @param origin the record of the image
   */
  record Scored(ScoredImage image, SourceRecord origin) implements StreamResult {
    public Scored {
      requireNonNull(image, "image");
      requireNonNull(origin, "origin");
    }
  }

  /**
   * An image looks wrong; comes besides its {@link Scored}.
   *
   * @param hottestRegion where to look first, in pixels of the image as sent
   * @param origin the record of the image
   */
  record Alerted(ScoredImage image, Region hottestRegion, SourceRecord origin)
      implements StreamResult {
    public Alerted {
      requireNonNull(image, "image");
      requireNonNull(hottestRegion, "hottestRegion");
      requireNonNull(origin, "origin");
    }
  }

  /**
   * A record could not be used.
   *
   * @param origin the record: an image, a shot or the settings of a product
   * @param reason the name of a {@link io.shotline.core.image.Rejection.Reason}
   */
  record DeadLetter(SourceRecord origin, String reason, String detail) implements StreamResult {
    public DeadLetter {
      requireNonNull(origin, "origin");
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }
  }
}
