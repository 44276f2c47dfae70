package io.shotline.wire;

import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.view.ViewedPart;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code scores}. */
public final class ScoredImageCodec {
  private static final String NAME = "ScoredImage";

  private ScoredImageCodec() {}

  /** Reads a record's value. */
  public static Parsed<ScoredRecord> parse(byte @Nullable [] value) {
    return Message.parse(
        value, NAME, io.shotline.wire.v1.ScoredImage::parseFrom, ScoredImageCodec::convert);
  }

  /** The value of the record that carries the result. */
  public static byte[] toBytes(ScoredRecord scored) {
    return message(scored).toByteArray();
  }

  static io.shotline.wire.v1.ScoredImage message(ScoredRecord scored) {
    return message(scored.image()).setSource(source(scored.source())).build();
  }

  /** All but the record that the image was read from. */
  static io.shotline.wire.v1.ScoredImage.Builder message(ScoredImage image) {
    io.shotline.wire.v1.ScoredImage.Builder message =
        io.shotline.wire.v1.ScoredImage.newBuilder()
            .setEventId(image.eventId())
            .setCameraId(image.cameraId())
            .setProductId(image.productId())
            .setCapturedAt(Fields.timestamp(image.capturedAt()))
            .setScoredAt(Fields.timestamp(image.scoredAt()))
            .setVerdict(verdict(image.verdict()))
            .setScore(image.score())
            .putAllAttributes(new TreeMap<>(image.subject().attributes()))
            .addAllShotIds(image.shotIds())
            .setShotsDigest(image.shots().digest())
            .setShotsMedian(image.shots().median())
            .setShotsCompared(image.shots().compared())
            .setModelName(image.modelName())
            .setModelVersion(image.modelVersion())
            .setTimings(ScoreDetails.timings(image.timings()));
    Threshold threshold = image.judgement().heldAgainst();
    if (threshold != null) {
      ThresholdCodec.write(threshold, image.ratio(), message);
    }
    image.warnings().forEach(warning -> message.addWarnings(WarningCodec.message(warning)));
    Skip skip = image.skip();
    if (skip != null) {
      message.setSkippedBecause(skip.detail()).setSkipReason(ScoreDetails.reason(skip.reason()));
    }
    ScoreComponents components = image.components();
    if (components != null) {
      message.setComponents(ScoreDetails.components(components));
    }
    ResidualMap map = image.residualMap();
    if (map != null) {
      message.setResidualMap(ScoreDetails.map(map, image.viewedPart()));
    }
    ViewedPart viewed = image.viewedPart();
    if (viewed != null) {
      message
          .setImageWidth(viewed.image().width())
          .setImageHeight(viewed.image().height())
          .setViewedPart(ViewedPartCodec.message(viewed));
    }
    return message;
  }

  static ScoredRecord convert(io.shotline.wire.v1.ScoredImage message)
      throws MalformedMessageException {
    io.shotline.wire.v1.SourceRecord source = message.getSource();
    ScoredImage image =
        new ScoredImage(
            subject(message),
            Fields.instant(message.getScoredAt(), "scored_at"),
            new ModelLabel(message.getModelName(), message.getModelVersion()),
            judgement(message),
            difference(message),
            ScoreDetails.timings(message.getTimings()));
    return new ScoredRecord(
        image, new SourceRecord(source.getTopic(), source.getPartition(), source.getOffset()));
  }

  private static Subject subject(io.shotline.wire.v1.ScoredImage message)
      throws MalformedMessageException {
    return new Subject(
        Fields.required(message.getEventId(), "event_id"),
        message.getCameraId(),
        Fields.productId(message.getProductId()),
        Fields.instant(message.getCapturedAt(), "captured_at"),
        message.getAttributesMap());
  }

  private static Judgement judgement(io.shotline.wire.v1.ScoredImage message)
      throws MalformedMessageException {
    Verdict verdict = verdict(message.getVerdict());
    return verdict == Verdict.SKIPPED
        ? Judgement.skipped(
            new Skip(ScoreDetails.reason(message.getSkipReason()), message.getSkippedBecause()))
        : new Judgement(verdict, message.getScore(), ThresholdCodec.convert(message), null);
  }

  private static Difference difference(io.shotline.wire.v1.ScoredImage message)
      throws MalformedMessageException {
    return new Difference(
        message.getShotIdsList(),
        new ShotBasis(
            message.getShotsDigest(), message.getShotsMedian(), message.getShotsCompared()),
        message.hasComponents() ? ScoreDetails.components(message.getComponents()) : null,
        message.hasResidualMap() ? ScoreDetails.map(message.getResidualMap()) : null,
        ViewedPartCodec.convert(message),
        WarningCodec.convert(message.getWarningsList()));
  }

  private static io.shotline.wire.v1.Verdict verdict(Verdict verdict) {
    return switch (verdict) {
      case NORMAL -> io.shotline.wire.v1.Verdict.VERDICT_NORMAL;
      case ANOMALOUS -> io.shotline.wire.v1.Verdict.VERDICT_ANOMALOUS;
      case SKIPPED -> io.shotline.wire.v1.Verdict.VERDICT_SKIPPED;
    };
  }

  private static Verdict verdict(io.shotline.wire.v1.Verdict verdict)
      throws MalformedMessageException {
    return switch (verdict) {
      case VERDICT_NORMAL -> Verdict.NORMAL;
      case VERDICT_ANOMALOUS -> Verdict.ANOMALOUS;
      case VERDICT_SKIPPED -> Verdict.SKIPPED;
      case VERDICT_UNSPECIFIED, UNRECOGNIZED ->
          throw new MalformedMessageException("verdict is missing or unknown");
    };
  }

  private static io.shotline.wire.v1.SourceRecord source(SourceRecord source) {
    return io.shotline.wire.v1.SourceRecord.newBuilder()
        .setTopic(source.topic())
        .setPartition(source.partition())
        .setOffset(source.offset())
        .build();
  }
}
