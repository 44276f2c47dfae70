package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.EvidenceState;
import io.shotline.wire.OutgoingEvidence;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the image of one alert.
 *
 * @param evidence the record that keeps it; null if it is not kept
 */
record KeptEvidence(EvidenceState state, @Nullable OutgoingEvidence evidence) {
  KeptEvidence {
    requireNonNull(state, "state");
  }

  static KeptEvidence none(EvidenceState state) {
    return new KeptEvidence(state, null);
  }
}
