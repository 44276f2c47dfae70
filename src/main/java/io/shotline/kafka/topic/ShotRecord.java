package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Shot;
import java.util.Comparator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the topic says of a shot, without its image, and where that lies.
 *
 * @param addedBy a person or a program, cut to 100 characters
 * @param bytes of the image file
 * @param size null where it is not an image
 */
public record ShotRecord(
    ListedShot shot,
    String addedBy,
    int bytes,
    @Nullable ImageSize size,
    int partition,
    long offset) {
  /** Of what foreign producers write, which may be long. */
  private static final int MOST_CHARACTERS = 100;

  /** By product, the oldest first. */
  static final Comparator<ShotRecord> BY_PRODUCT_OLDEST_FIRST =
      Comparator.comparing((ShotRecord entry) -> entry.shot().productId())
          .thenComparing(ShotRecord::shot, ListedShot.OLDEST_FIRST);

  public ShotRecord {
    requireNonNull(shot, "shot");
    requireNonNull(addedBy, "addedBy");
  }

  static ShotRecord of(Shot shot, ConsumerRecord<byte[], byte[]> record) {
    return new ShotRecord(
        ListedShot.of(shot),
        shot.addedBy().substring(0, Math.min(MOST_CHARACTERS, shot.addedBy().length())),
        shot.image().length(),
        ImageHeader.read(shot.image().bytes()).map(ImageHeader::size).orElse(null),
        record.partition(),
        record.offset());
  }
}
