package io.shotline.wire;

import io.shotline.core.image.Region;
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
    return Alert.newBuilder()
        .setScoredImage(ScoredImageCodec.message(alert.scored()))
        .setHottestRegion(message(alert.hottestRegion()))
        .build()
        .toByteArray();
  }

  static io.shotline.wire.v1.Region message(Region region) {
    return io.shotline.wire.v1.Region.newBuilder()
        .setX(region.x())
        .setY(region.y())
        .setWidth(region.width())
        .setHeight(region.height())
        .build();
  }

  private static AlertRecord convert(Alert message) throws MalformedMessageException {
    if (!message.hasScoredImage() || !message.hasHottestRegion()) {
      throw new MalformedMessageException("scored_image or hottest_region is missing");
    }
    io.shotline.wire.v1.Region region = message.getHottestRegion();
    return new AlertRecord(
        ScoredImageCodec.convert(message.getScoredImage()),
        new Region(region.getX(), region.getY(), region.getWidth(), region.getHeight()));
  }
}
