package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Shot;
import io.shotline.wire.v1.NormalShot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code prompts}. */
public final class ShotCodec {
  private static final String NAME = "NormalShot";

  private ShotCodec() {}

  /**
   * Reads a record's value. A tombstone is not a shot: do not ask for it.
   *
   * @param key must name the product and the shot that the value names
   * @param timestamp of the record, stands in for an absent {@code added_at}
   */
  public static Parsed<Shot> parse(
      byte @Nullable [] value, byte @Nullable [] key, Instant timestamp) {
    return Message.parse(
        value, NAME, NormalShot::parseFrom, message -> convert(message, key, timestamp));
  }

  /**
   * Reads what a record's value says of a shot, and passes over the image: valid if {@link #parse}
   * is, at a small part of the memory.
   */
  public static Parsed<ListedShot> list(
      byte @Nullable [] value, byte @Nullable [] key, Instant timestamp) {
    return Message.parse(
        value, NAME, NormalShot::parseFrom, message -> listed(message, key, timestamp));
  }

  /** The value of the record that carries the shot; the array is the caller's. */
  public static byte[] toBytes(Shot shot) {
    return NormalShot.newBuilder()
        .setProductId(shot.productId())
        .setShotId(shot.shotId())
        .setImage(Fields.image(shot.image()))
        .setAddedAt(Fields.timestamp(shot.addedAt()))
        .setAddedBy(shot.addedBy())
        .build()
        .toByteArray();
  }

  /** The key of a shot's records: {@code product/shot} in UTF-8. */
  public static byte[] key(String productId, String shotId) {
    return (keyPrefix(productId) + shotId).getBytes(UTF_8);
  }

  /** What the keys of all shots of a product begin with, and no others. */
  public static String keyPrefix(String productId) {
    return productId + "/";
  }

  /** The product that a key is about; a key without {@code /} is about a product of that name. */
  public static String productId(byte[] key) {
    String text = Fields.text(key);
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  private static Shot convert(NormalShot message, byte @Nullable [] key, Instant timestamp)
      throws MalformedMessageException {
    ListedShot listed = listed(message, key, timestamp);
    return new Shot(
        listed.productId(),
        listed.shotId(),
        Fields.image(message.getImage()),
        listed.addedAt(),
        message.getAddedBy());
  }

  private static ListedShot listed(NormalShot message, byte @Nullable [] key, Instant timestamp)
      throws MalformedMessageException {
    String productId = Fields.productId(message.getProductId());
    String shotId = Fields.required(message.getShotId(), "shot_id");
    if (!Fields.text(key).equals(keyPrefix(productId) + shotId)) {
      throw new MalformedMessageException(
          "the record's key must be product_id/shot_id, "
              + (keyPrefix(productId) + shotId)
              + ", not "
              + Fields.shortened(Fields.text(key)));
    }
    return new ListedShot(
        productId,
        shotId,
        Fields.instant(message.hasAddedAt(), message.getAddedAt(), timestamp, "added_at"));
  }
}
