package io.shotline.wire;

import io.shotline.core.result.EvidenceState;
import io.shotline.wire.v1.Alert;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code anomalies}. */
public final class AlertCodec {
  private static final String NAME = "Alert";

  private AlertCodec() {}

  /** Reads a record's value. */
  public static Parsed<AlertRecord> parse(byte @Nullable [] value) {
    return Message.parse(value, NAME, Alert::parseFrom, AlertCodec::convert);
  }

  /** The value of the record that carries the alert. */
  public static byte[] toBytes(AlertRecord alert) {
    return message(alert).toByteArray();
  }

  static Alert message(AlertRecord alert) {
    return Alert.newBuilder()
        .setScoredImage(ScoredImageCodec.message(alert.scored()))
        .setHottestRegion(ViewCodec.message(alert.hottestRegion()))
        .setEvidence(evidence(alert.evidence()))
        .build();
  }

  private static AlertRecord convert(Alert message) throws MalformedMessageException {
    if (!message.hasScoredImage() || !message.hasHottestRegion()) {
      throw new MalformedMessageException("scored_image or hottest_region is missing");
    }
    return new AlertRecord(
        ScoredImageCodec.convert(message.getScoredImage()),
        ViewCodec.convert(message.getHottestRegion()),
        evidence(message.getEvidence()));
  }

  static io.shotline.wire.v1.EvidenceState evidence(EvidenceState state) {
    return switch (state) {
      case KEPT -> io.shotline.wire.v1.EvidenceState.EVIDENCE_STATE_KEPT;
      case OMITTED_CAP -> io.shotline.wire.v1.EvidenceState.EVIDENCE_STATE_OMITTED_CAP;
      case OMITTED_SIZE -> io.shotline.wire.v1.EvidenceState.EVIDENCE_STATE_OMITTED_SIZE;
      case OFF -> io.shotline.wire.v1.EvidenceState.EVIDENCE_STATE_OFF;
    };
  }

  private static EvidenceState evidence(io.shotline.wire.v1.EvidenceState state) {
    return switch (state) {
      case EVIDENCE_STATE_KEPT -> EvidenceState.KEPT;
      case EVIDENCE_STATE_OMITTED_CAP -> EvidenceState.OMITTED_CAP;
      case EVIDENCE_STATE_OMITTED_SIZE -> EvidenceState.OMITTED_SIZE;
      case EVIDENCE_STATE_OFF, EVIDENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> EvidenceState.OFF;
    };
  }
}
