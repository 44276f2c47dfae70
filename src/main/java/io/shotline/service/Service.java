package io.shotline.service;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.Closing;
import io.shotline.core.Scorer;
import io.shotline.folder.InstanceFolder;
import io.shotline.folder.UnsafeFolderException;
import io.shotline.http.HealthCheck;
import io.shotline.http.ManagementEndpoints;
import io.shotline.http.ManagementServer;
import io.shotline.http.Page;
import io.shotline.http.RequestGuard;
import io.shotline.http.ScoreEndpoint;
import io.shotline.http.api.AccessCheck;
import io.shotline.http.api.ApiSettings;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.history.AlertIndex;
import io.shotline.kafka.stream.ServiceState;
import io.shotline.kafka.stream.StreamsService;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.metrics.Metrics;
import io.shotline.metrics.PartitionLag;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVersions;
import io.shotline.tensorflow.repository.ModelWatcher;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One instance: the model, the stream, health and metrics, wired and closed in the right order.
 * Whoever starts it closes it. Safe for use by many threads, but started and closed by one.
 */
public final class Service implements AutoCloseable {
  private final Scorer scorer;
  private final StreamsService streams;
  private final ManagementServer management;
  private final @Nullable LineApi api;
  private final Closing closing;

  private Service(
      Scorer scorer,
      StreamsService streams,
      ManagementServer management,
      @Nullable LineApi api,
      Closing closing) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.streams = requireNonNull(streams, "streams");
    this.management = requireNonNull(management, "management");
    this.api = api;
    this.closing = requireNonNull(closing, "closing");
  }

  /**
   * Loads the model and starts the stream in the background. A start that fails closes what it had
   * opened.
   *
   * @throws StartException if something is in the way; says what and the remedy
   * @throws UnsafeFolderException if the state folder is in use or others could have written to it
   * @throws ClusterException if the settings of the cluster make no sense
   */
  public static Service start(ServiceSettings settings) throws InterruptedException {
    Closing closing = new Closing();
    try {
      return start(settings, closing);
    } catch (InterruptedException | RuntimeException | Error e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  private static Service start(ServiceSettings settings, Closing closing)
      throws InterruptedException {
    new StartCheck().model(settings.model()).http(settings.http()).requireNone();
    ClassPreload.load();
    InstanceFolder state = settings.takeStateFolder();
    closing.add(state::close);
    ModelVersions versions = settings.model().versions();
    SavedModelScorer model = settings.model().load(versions);
    Metrics metrics =
        new Metrics(
            new CollectorRegistry(), model.card(), Clock.systemUTC(), settings.cameraSilent());
    metrics.gpuDevices(model.gpuDevices());
    Scorer scorer = scorer(settings.scoring(), model, metrics);
    closing.add(scorer::close);
    rehearse(scorer);
    ModelWatcher watcher =
        new ModelWatcher(
            versions, settings.model().devices(), scorer, metrics, settings.modelPoll());
    closing.add(watcher::close);
    StreamsService streams =
        new StreamsService(settings.stream().withStateFolder(state.path()), scorer, metrics);
    closing.add(streams::close);
    metrics.watchModel(scorer::queueDepth, scorer::runs);
    metrics.watchLag(() -> lag(streams));
    ApiSettings asked = settings.api();
    ScoreEndpoint score = score(settings, scorer, streams);
    AccessCheck access =
        LineApi.access(asked == null ? ApiSettings.DEFAULT : asked, Clock.systemUTC());
    @Nullable AlertIndex alerts = asked == null ? null : alerts(settings.stream());
    if (alerts != null) {
      closing.add(alerts::close);
    }
    ManagementEndpoints endpoints =
        endpoints(metrics, streams, alerts, score, LineApi.guard(access));
    ManagementServer management = serve(settings.http(), endpoints);
    closing.add(management::close);
    @Nullable LineApi api =
        asked == null || alerts == null
            ? null
            : LineApi.start(
                asked,
                access,
                settings.stream(),
                streams,
                alerts,
                scorer,
                score,
                settings.scoring().limits(),
                endpoints.ready());
    if (api != null) {
      closing.add(api::close);
    }
    // Closed before the server too, which tells meanwhile how it ends; closing again does nothing.
    closing.add(streams::close);
    streams.start();
    watcher.start();
    return new Service(scorer, streams, management, api, closing);
  }

  /** Takes the model over, or closes it. */
  private static Scorer scorer(ScoringSettings settings, SavedModelScorer model, Metrics metrics) {
    try {
      return settings.scorer(model, metrics);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static void rehearse(Scorer scorer) throws InterruptedException {
    try {
      scorer.rehearse();
    } catch (RuntimeException e) {
      throw StartException.ofMachine(
          "model " + scorer.card().label() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static ScoreEndpoint score(
      ServiceSettings settings, Scorer scorer, StreamsService streams) {
    return new ScoreEndpoint(
        new CallerScoring(scorer, streams::catalog, Clock.systemUTC()),
        settings.scoring().limits().maxBytes());
  }

  private static ManagementServer serve(HttpSettings http, ManagementEndpoints endpoints) {
    try {
      return ManagementServer.start(http.host(), http.port(), endpoints);
    } catch (IOException e) {
      throw StartException.ofMachine(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns where the service is in its life. */
  public ServiceState state() {
    return streams.state();
  }

  /** False once the stream has failed or is closed. */
  public boolean isAlive() {
    return streams.isAlive();
  }

  /** The port of health and metrics, also where a free one was asked for. */
  public int metricsPort() {
    return management.port();
  }

  /** The port of the API, also where a free one was asked for; empty if it is not served. */
  public OptionalInt apiPort() {
    return api == null ? OptionalInt.empty() : OptionalInt.of(api.port());
  }

  /** Name and version of the model that scores now. */
  public String modelName() {
    return scorer.card().label();
  }

  /** Waits until the stream ends; returns what it failed with, or empty after {@link #stop}. */
  public Optional<Throwable> awaitEnd() throws InterruptedException {
    return streams.awaitEnd();
  }

  /** Finishes the images in work and ends the stream; health and metrics stay until close. */
  public void stop() {
    streams.close();
  }

  /** Closes all of it, the stream first; throws at the end what steps failed with. */
  @Override
  public void close() {
    closing.close();
  }

  private static AlertIndex alerts(StreamsSettings stream) {
    return new AlertIndex(stream.cluster(), stream.topics(), Clock.systemUTC());
  }

  private static ManagementEndpoints endpoints(
      Metrics metrics,
      StreamsService streams,
      @Nullable AlertIndex alerts,
      ScoreEndpoint score,
      RequestGuard guard) {
    HealthCheck alive = new HealthCheck("stream", streams::isAlive, () -> streams.state().word());
    HealthCheck ready = new HealthCheck("scoring", streams::isReady);
    return new ManagementEndpoints(
        accept -> {
          String contentType = Metrics.contentType(accept);
          return new Page(contentType, metrics.text(contentType));
        },
        List.of(alive),
        alerts == null
            ? List.of(alive, ready)
            : List.of(alive, ready, HealthCheck.told("alerts", alerts::isComplete)),
        score,
        guard);
  }

  private static List<PartitionLag> lag(StreamsService streams) {
    return streams.consumerLag().entrySet().stream()
        .map(
            entry ->
                new PartitionLag(
                    entry.getKey().topic(), entry.getKey().partition(), entry.getValue()))
        .toList();
  }
}
