package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Catalog;
import io.shotline.core.result.EvidenceState;
import io.shotline.failure.OncePerMinute;
import io.shotline.wire.OutgoingEvidence;
import io.shotline.wire.ScoredRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which images of alerts are kept. Counts what it keeps of each camera of a partition in an
 * hour of the clock. Made when the partition begins, used by its stream thread: after a restart the
 * counts begin at 0, so a camera may then fill its hour once more. What was decided is in the
 * transaction with the alert, so no count ever loses or doubles an image.
 */
final class EvidenceKeeper {
  /** Of a partition, in an hour: senders that make up cameras must not fill the memory. */
  static final int MOST_CAMERAS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceKeeper.class);

  /** All cameras beyond them, counted as one. */
  private static final TextHash OTHERS = new TextHash(0, 0);

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final EvidenceSettings settings;
  private final EvidenceLimit limit;
  private final Catalog catalog;
  private final OncePerMinute warnings = new OncePerMinute();
  private final Map<TextHash, Long> bytesOfCameras = new HashMap<>();
  private long hour;

  EvidenceKeeper(EvidenceSettings settings, EvidenceLimit limit, Catalog catalog) {
    this.settings = requireNonNull(settings, "settings");
    this.limit = requireNonNull(limit, "limit");
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /**
   * Decides about one alert and counts it.
   *
   * @param event the value of the record of its image
   * @param now in milliseconds
   */
  KeptEvidence take(ScoredRecord scored, byte[] event, long now) {
    Boolean ofProduct = catalog.settings(scored.image().productId()).evidence();
    if (!(ofProduct == null ? settings.kept() : ofProduct)) {
      return KeptEvidence.none(EvidenceState.OFF);
    }
    OutgoingEvidence evidence = OutgoingEvidence.of(scored, event);
    // A refusal by the cluster would come again at this image, for ever.
    if (!limit.allows(evidence.size())) {
      return omitted(EvidenceState.OMITTED_SIZE, scored, "raise max.message.bytes of the topic");
    }
    return count(scored.image().cameraId(), evidence.size(), now)
        ? new KeptEvidence(EvidenceState.KEPT, evidence)
        : omitted(EvidenceState.OMITTED_CAP, scored, "its camera has filled --evidence-per-hour");
  }

  private KeptEvidence omitted(EvidenceState state, ScoredRecord scored, String reason) {
    if (warnings.isDue()) {
      LOG.warn(
          "the image of alert {}, camera {}, is not kept: {}; shotline_evidence_total counts all",
          scored.source(),
          scored.image().cameraId(),
          reason);
    }
    return KeptEvidence.none(state);
  }

  private boolean count(String cameraId, int size, long now) {
    if (now / HOUR != hour) {
      hour = now / HOUR;
      bytesOfCameras.clear();
    }
    TextHash camera = TextHash.of(cameraId);
    if (bytesOfCameras.size() >= MOST_CAMERAS && !bytesOfCameras.containsKey(camera)) {
      camera = OTHERS;
    }
    long bytes = bytesOfCameras.getOrDefault(camera, 0L) + size;
    if (bytes > settings.bytesPerHour()) {
      return false;
    }
    bytesOfCameras.put(camera, bytes);
    return true;
  }
}
