package io.shotline.kafka.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ShotReport;
import io.shotline.core.ShotReports;
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
  private final Copy copy;
  private final Function<EncodedImage, Optional<Rejection>> check;
  private final ShotReports reports;
  private final Clock clock;

  /**
   * The local copy. Both throw {@link InvalidStateStoreException} while the stream does not run.
   *
   * @param ofNow with all that was committed before the call
   * @param known as it is
   */
  public record Copy(Callable<StreamsCatalog> ofNow, Callable<StreamsCatalog> known) {
    public Copy {
      requireNonNull(ofNow, "ofNow");
      requireNonNull(known, "known");
    }
  }

  /**
   * Makes it; connects when a shot is first added or removed.
   *
   * @param check says why an image cannot be used, if it cannot
   * @param reports stays the caller's
   */
  public LineShots(
      ClusterSettings cluster,
      Topics topics,
      Copy copy,
      Function<EncodedImage, Optional<Rejection>> check,
      ShotReports reports,
      Clock clock) {
    this.topic = new LazyConnection<>(() -> new ShotTopic(cluster, topics), ShotTopic::close);
    this.copy = requireNonNull(copy, "copy");
    this.check = requireNonNull(check, "check");
    this.reports = requireNonNull(reports, "reports");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public List<ListedShot> list(String productId) {
    return read(copy.ofNow(), now -> now.shots(productId));
  }

  @Override
  public List<ShotEntry> entries(List<ListedShot> listed) {
    return read(
        copy.known(),
        now ->
            listed.stream()
                .flatMap(shot -> now.shot(shot).stream())
                .map(LineShots::entry)
                .toList());
  }

  @Override
  public Optional<ShotReport> compared(String productId) {
    return read(copy.known(), now -> reports.of(productId, now));
  }

  @Override
  public Optional<ShotEntry> find(String productId, String shotId) {
    return read(copy.ofNow(), now -> now.shot(productId, shotId)).map(LineShots::entry);
  }

  @Override
  public Optional<EncodedImage> image(String productId, String shotId) {
    return read(copy.ofNow(), now -> now.shot(productId, shotId)).map(Shot::image);
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
  public Optional<ShotEntry> remove(String productId, String shotId) {
    Optional<ShotEntry> before = find(productId, shotId);
    if (before.isPresent()) {
      topic.call(
          shots -> {
            shots.remove(productId, shotId);
            return true;
          });
    }
    return before;
  }

  @Override
  public void close() {
    topic.close();
  }

  private static <T> T read(Callable<StreamsCatalog> catalog, Reading<T> reading) {
    try {
      return reading.of(catalog.call());
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

  /** What is read of the local copy. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(StreamsCatalog catalog) throws InterruptedException;
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
