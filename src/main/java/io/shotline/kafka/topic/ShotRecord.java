package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Rejection;
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
 * @param refused why the newest record of the shot does not count, if one was found that does not:
 *     this one, or one behind it
 */
public record ShotRecord(
    ListedShot shot,
    String addedBy,
    int bytes,
    @Nullable ImageSize size,
    int partition,
    long offset,
    @Nullable Refused refused) {
  /**
   * A record that does not count.
   *
   * @param isNewer whether it is another one, which did not take this one's place
   */
  public record Refused(Rejection rejection, boolean isNewer) {
    public Refused {
      requireNonNull(rejection, "rejection");
    }
  }

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
        record.offset(),
        null);
  }

  /** Returns the same shot, of which this record does not count. */
  ShotRecord refused(Rejection rejection) {
    return with(new Refused(rejection, false));
  }

  /** Returns the same shot, of which a newer record does not count. */
  ShotRecord keptFrom(Rejection rejection) {
    return with(new Refused(rejection, refused == null || refused.isNewer()));
  }

  private ShotRecord with(Refused newest) {
    return new ShotRecord(shot, addedBy, bytes, size, partition, offset, newest);
  }
}
