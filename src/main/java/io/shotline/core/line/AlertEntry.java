package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;
import java.time.Instant;

/**
 * An alert in a list: all that there is to say of it, without its map and its image. Long texts of
 * senders are cut and end in three dots.
 *
 * @param time when it came, by the broker's clock
 * @param result of the image; its map is null
 * @param hottestRegion where to look first, in pixels of the upright image
 * @param source where the image was read
 */
public record AlertEntry(
    AlertId id,
    Instant time,
    ScoredImage result,
    Region hottestRegion,
    EvidenceState evidence,
    ImagePlace source,
    Handling handling) {
  public AlertEntry {
    requireNonNull(id, "id");
    requireNonNull(time, "time");
    requireNonNull(result, "result");
    requireNonNull(hottestRegion, "hottestRegion");
    requireNonNull(evidence, "evidence");
    requireNonNull(source, "source");
    requireNonNull(handling, "handling");
  }

  /** Returns where the alert stands among the others. */
  public AlertPosition position() {
    return new AlertPosition(time, id);
  }

  public String eventId() {
    return result.eventId();
  }

  public AlertState state() {
    return handling.state();
  }

  /** Returns the same alert, dealt with in another way. */
  public AlertEntry with(Handling other) {
    return new AlertEntry(id, time, result, hottestRegion, evidence, source, other);
  }
}
