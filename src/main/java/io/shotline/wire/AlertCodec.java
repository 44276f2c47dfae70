package io.shotline.wire;

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
        .build();
  }

  private static AlertRecord convert(Alert message) throws MalformedMessageException {
    if (!message.hasScoredImage() || !message.hasHottestRegion()) {
      throw new MalformedMessageException("scored_image or hottest_region is missing");
    }
    return new AlertRecord(
        ScoredImageCodec.convert(message.getScoredImage()),
        ViewCodec.convert(message.getHottestRegion()));
  }
}
