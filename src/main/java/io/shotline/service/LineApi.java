package io.shotline.service;

import io.shotline.core.Closing;
import io.shotline.core.Scorer;
import io.shotline.core.ShotReports;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.http.HealthCheck;
import io.shotline.http.RequestGuard;
import io.shotline.http.ScoreAnswer;
import io.shotline.http.ScoreEndpoint;
import io.shotline.http.access.Role;
import io.shotline.http.api.AccessCheck;
import io.shotline.http.api.AlertRoutes;
import io.shotline.http.api.ApiRoutes;
import io.shotline.http.api.ApiServer;
import io.shotline.http.api.ApiSettings;
import io.shotline.http.api.EventFeed;
import io.shotline.http.api.EventLog;
import io.shotline.http.api.EventRoutes;
import io.shotline.http.api.ImageRoutes;
import io.shotline.http.api.PlainPictures;
import io.shotline.http.api.ProductRoutes;
import io.shotline.http.api.ShelfRoutes;
import io.shotline.http.api.ShotRoutes;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.AlertIndex;
import io.shotline.kafka.line.AuditTopic;
import io.shotline.kafka.line.LineImages;
import io.shotline.kafka.line.LineProducts;
import io.shotline.kafka.line.LineShots;
import io.shotline.kafka.stream.StreamsService;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import io.shotline.picture.MarkedPictures;
import io.shotline.picture.PlainPicture;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The API of an instance and the connections behind it. */
final class LineApi implements AutoCloseable {
  /** Of a picture that is handed out; larger ones are made smaller. */
  private static final int LONGEST_SIDE = 4096;

  /** How long a list of shots waits for what they say of each other. */
  private static final Duration PATIENCE_FOR_SCORES = Duration.ofSeconds(5);

  private final ApiServer server;
  private final Closing closing;

  private LineApi(ApiServer server, Closing closing) {
    this.server = server;
    this.closing = closing;
  }

  /**
   * Finds who may ask.
   *
   * @throws StartException if the file of tokens cannot be read
   */
  static AccessCheck access(ApiSettings settings, Clock clock) {
    try {
      return AccessCheck.of(settings.tokens(), clock);
    } catch (IOException e) {
      throw StartException.ofMachine(String.valueOf(e.getMessage()), e);
    }
  }

  /** Lets those in who may judge an image. */
  static RequestGuard guard(AccessCheck access) {
    return access.guard(Role.OPERATOR);
  }

  /**
   * Starts the API, and alerts to be read; else connects to the cluster when it is first asked.
   *
   * @param alerts stays the caller's
   * @throws StartException if it cannot listen
   */
  static LineApi start(
      ApiSettings settings,
      AccessCheck access,
      StreamsSettings stream,
      StreamsService streams,
      AlertIndex alerts,
      Scorer scorer,
      ScoreEndpoint score,
      ImageLimits limits,
      List<HealthCheck> ready) {
    Clock clock = Clock.systemUTC();
    ClusterSettings cluster = stream.cluster();
    Topics topics = stream.topics();
    Closing closing = new Closing();
    try {
      LineProducts products =
          new LineProducts(
              cluster, topics, streams::products, id -> streams.catalog().hasShots(id));
      closing.add(products::close);
      ShotReports reports = new ShotReports(scorer, PATIENCE_FOR_SCORES);
      closing.add(reports::close);
      LineShots shots =
          new LineShots(
              cluster,
              topics,
              new LineShots.Copy(streams::catalogOfNow, streams::catalog),
              scorer::check,
              reports,
              clock);
      closing.add(shots::close);
      LineImages images = new LineImages(cluster, topics);
      closing.add(images::close);
      AuditTopic audit = new AuditTopic(cluster, topics);
      closing.add(audit::close);
      EventLog events = new EventLog();
      EventFeed feed = new EventFeed(events, clock);
      alerts.onChange(feed::changed);
      WatchedLine watched = new WatchedLine(stream, settings.history(), limits, feed, clock);
      closing.add(watched::close);
      PlainPictures plain = image -> PlainPicture.jpeg(image, LONGEST_SIDE);
      List<ApiRoutes> routes =
          new ArrayList<>(watched.routes(plain, products, () -> scorer.card().label()));
      routes.add(new ProductRoutes(products));
      routes.add(new ShotRoutes(shots, plain));
      routes.add(new ImageRoutes(images, new ScoreAnswer(score, ready), clock));
      routes.add(new AlertRoutes(alerts, plain, new MarkedPictures()));
      routes.add(new ShelfRoutes(alerts));
      routes.add(new EventRoutes(events));
      ApiServer server =
          ApiServer.start(settings, access, score.maxImageBytes(), routes, audit, clock);
      closing.add(server::close);
      alerts.start();
      watched.start();
      return new LineApi(server, closing);
    } catch (IOException e) {
      StartException failure = StartException.ofMachine(String.valueOf(e.getMessage()), e);
      closing.closeAfter(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /** The port that it listens on. */
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    closing.close();
  }
}
