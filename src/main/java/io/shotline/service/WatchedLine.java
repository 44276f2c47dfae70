package io.shotline.service;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Closing;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.line.Cameras;
import io.shotline.core.line.DeadLetterLog;
import io.shotline.core.line.LineListener;
import io.shotline.core.line.LineSystem;
import io.shotline.core.line.Products;
import io.shotline.core.line.Statistics;
import io.shotline.http.api.ApiRoutes;
import io.shotline.http.api.CameraRoutes;
import io.shotline.http.api.DeadLetterRoutes;
import io.shotline.http.api.PlainPictures;
import io.shotline.http.api.StatisticsRoutes;
import io.shotline.http.api.SystemRoutes;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.CameraImages;
import io.shotline.kafka.history.DeadLetterWatch;
import io.shotline.kafka.history.LetterImages;
import io.shotline.kafka.history.LineWatch;
import io.shotline.kafka.history.ScoringGroup;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.picture.SmallPicture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Follows what all instances of a line find, for those who ask the API: cameras, statistics, dead
 * letters, instances. Reads the last hours on threads of its own and takes no part in the scoring.
 */
final class WatchedLine implements AutoCloseable {
  private final Clock clock;
  private final Cameras cameras;
  private final Statistics statistics;
  private final DeadLetterLog letters;
  private final LineWatch lineWatch;
  private final DeadLetterWatch letterWatch;
  private final LatestPictures pictures;
  private final LetterImages letterImages;
  private final LineSystem system;
  private final Closing closing = new Closing();

  /**
   * Makes one that reads nothing before {@link #start}.
   *
   * @param history how far back results and dead letters are counted, up to a day
   * @param limits of images that are drawn
   * @param listener told of what comes after the start
   */
  WatchedLine(
      StreamsSettings stream,
      Duration history,
      ImageLimits limits,
      LineListener listener,
      Clock clock) {
    ClusterSettings cluster = stream.cluster();
    Topics topics = stream.topics();
    this.clock = requireNonNull(clock, "clock");
    this.cameras = new Cameras(clock);
    this.statistics = new Statistics(history, clock);
    this.letters = new DeadLetterLog(history, clock);
    this.lineWatch = new LineWatch(cluster, topics, cameras, statistics, listener, clock);
    this.letterWatch = new DeadLetterWatch(cluster, topics, letters, listener, clock);
    CameraImages images = new CameraImages(cluster, topics);
    closing.add(images::close);
    this.letterImages = new LetterImages(cluster, topics);
    closing.add(letterImages::close);
    this.pictures = new LatestPictures(images::of, new SmallPicture(limits));
    this.system = new ScoringGroup(cluster, topics, stream.applicationId(), clock);
  }

  /** Reads from now on, in the background, and tries again where the cluster is away. */
  void start() {
    closing.add(lineWatch::close);
    lineWatch.start();
    closing.add(letterWatch::close);
    letterWatch.start();
  }

  /**
   * Returns the routes that tell of it.
   *
   * @param plain hands out images of dead letters
   * @param products of the line
   * @param model name and version of the model that scores here
   */
  List<ApiRoutes> routes(PlainPictures plain, Products products, Supplier<String> model) {
    return List.of(
        new CameraRoutes(cameras, pictures, clock),
        new StatisticsRoutes(statistics, products, lineWatch::isComplete),
        new DeadLetterRoutes(letters, letterImages, plain, letterWatch::isComplete),
        new SystemRoutes(system, statistics, cameras, model));
  }

  @Override
  public void close() {
    closing.close();
  }
}
