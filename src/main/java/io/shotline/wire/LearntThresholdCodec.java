package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ScoreSpread;
import io.shotline.core.threshold.ShotBasis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code thresholds}. */
public final class LearntThresholdCodec {
  private static final String NAME = "LearntThreshold";

  private LearntThresholdCodec() {}

  /** Reads a record's value. */
  public static Parsed<LearntThreshold> parse(byte @Nullable [] value) {
    return Message.parse(
        value, NAME, io.shotline.wire.v1.LearntThreshold::parseFrom, LearntThresholdCodec::convert);
  }

  /** The value of the record that carries what was learnt. */
  public static byte[] toBytes(LearntThreshold learnt) {
    return message(learnt).toByteArray();
  }

  /** The key of its records: {@code product/camera/model/view} in UTF-8. */
  public static byte[] key(LearningKey key) {
    return String.join("/", key.productId(), key.cameraId(), key.model(), key.view())
        .getBytes(UTF_8);
  }

  static io.shotline.wire.v1.LearntThreshold message(LearntThreshold learnt) {
    LearningKey key = learnt.key();
    io.shotline.wire.v1.LearntThreshold.Builder message =
        io.shotline.wire.v1.LearntThreshold.newBuilder()
            .setProductId(key.productId())
            .setCameraId(key.cameraId())
            .setModel(key.model())
            .setView(key.view())
            .setRevision(learnt.revision())
            .setShotsDigest(learnt.shots().digest())
            .setShotsMedian(learnt.shots().median())
            .setShotsCompared(learnt.shots().compared())
            .setImages(learnt.images())
            .setHeld(learnt.isHeld());
    if (learnt.sinceMillis() > 0) {
      message.setLearnSince(Fields.timestamp(Instant.ofEpochMilli(learnt.sinceMillis())));
    }
    ScoreSpread spread = learnt.spread();
    if (spread != null) {
      message.setLogMedian(spread.median()).setLogUpper(spread.upper());
    }
    Double falseAlarm = learnt.answers().falseAlarm();
    if (falseAlarm != null) {
      message.setGreatestFalseAlarm(falseAlarm);
    }
    Double defect = learnt.answers().defect();
    if (defect != null) {
      message.setLeastDefect(defect);
    }
    return message.build();
  }

  static LearntThreshold convert(io.shotline.wire.v1.LearntThreshold message)
      throws MalformedMessageException {
    LearningKey key =
        new LearningKey(
            Fields.productId(message.getProductId()),
            Fields.id(message.getCameraId(), "camera_id"),
            Fields.required(message.getModel(), "model"),
            Fields.required(message.getView(), "view"));
    boolean hasSpread = message.hasLogMedian() && message.hasLogUpper();
    return new LearntThreshold(
        key,
        message.getRevision(),
        hasSpread ? new ScoreSpread(message.getLogMedian(), message.getLogUpper()) : null,
        new ShotBasis(
            message.getShotsDigest(), message.getShotsMedian(), message.getShotsCompared()),
        new AnswerBounds(
            message.hasGreatestFalseAlarm()
                ? Double.valueOf(message.getGreatestFalseAlarm())
                : null,
            message.hasLeastDefect() ? Double.valueOf(message.getLeastDefect()) : null),
        message.getImages(),
        message.getHeld(),
        Fields.instant(message.getLearnSince(), "learn_since").toEpochMilli());
  }
}
