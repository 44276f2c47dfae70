package io.shotline.kafka.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.line.Shots;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Shot;
import io.shotline.kafka.catalog.StreamsCatalog;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The shots on their topic, read from the local copy. */
public final class LineShots implements Shots, AutoCloseable {
  private final LazyConnection<ShotTopic> topic;
  private final Callable<StreamsCatalog> catalog;
  private final Function<EncodedImage, Optional<Rejection>> check;
  private final Clock clock;

  /**
   * Makes it; connects when a shot is first added or removed.
   *
   * @param catalog the local copy, with all that was committed before the call; throws {@link
   *     InvalidStateStoreException} while the stream does not run
   * @param check says why an image cannot be used, if it cannot
   */
  public LineShots(
      ClusterSettings cluster,
      Topics topics,
      Callable<StreamsCatalog> catalog,
      Function<EncodedImage, Optional<Rejection>> check,
      Clock clock) {
    this.topic = new LazyConnection<>(() -> new ShotTopic(cluster, topics), ShotTopic::close);
    this.catalog = requireNonNull(catalog, "catalog");
    this.check = requireNonNull(check, "check");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Holds one image at a time. */
  @Override
  public List<ShotEntry> list(String productId) {
    return read(
        now ->
            now.shots(productId).stream()
                .map(now::shot)
                .flatMap(Optional::stream)
                .map(LineShots::entry)
                .toList());
  }

  @Override
  public Optional<EncodedImage> image(String productId, String shotId) {
    return read(now -> find(now, productId, shotId).flatMap(now::image));
  }

  @Override
  public ShotEntry add(String productId, String shotId, EncodedImage image, String addedBy) {
    check
        .apply(image)
        .ifPresent(
            rejection -> {
              throw new IllegalArgumentException(rejection.detail());
            });
    Shot shot = new Shot(productId, shotId, image, clock.instant(), addedBy);
    return topic.call(
        shots -> {
          shots.add(shot);
          return entry(shot);
        });
  }

  @Override
  public boolean remove(String productId, String shotId) {
    boolean isThere = read(now -> find(now, productId, shotId).isPresent());
    if (isThere) {
      topic.call(
          shots -> {
            shots.remove(productId, shotId);
            return true;
          });
    }
    return isThere;
  }

  @Override
  public void close() {
    topic.close();
  }

  private <T> T read(Function<StreamsCatalog, T> use) {
    try {
      return use.apply(catalog.call());
    } catch (InvalidStateStoreException e) {
      throw new LineUnavailableException("the stream does not run yet, or any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LineUnavailableException("the service ends", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<ListedShot> find(StreamsCatalog now, String productId, String shotId) {
    return now.shots(productId).stream().filter(shot -> shot.shotId().equals(shotId)).findAny();
  }

  private static ShotEntry entry(Shot shot) {
    Optional<ImageSize> size = ImageHeader.read(shot.image().bytes()).map(ImageHeader::size);
    return new ShotEntry(
        shot.productId(),
        shot.shotId(),
        shot.addedAt(),
        shot.addedBy(),
        shot.image().length(),
        size.map(ImageSize::width).orElse(0),
        size.map(ImageSize::height).orElse(0),
        "");
  }
}
