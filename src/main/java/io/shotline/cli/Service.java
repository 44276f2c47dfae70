package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.Scorer;
import io.shotline.http.HealthCheck;
import io.shotline.http.ManagementEndpoints;
import io.shotline.http.ManagementServer;
import io.shotline.http.Page;
import io.shotline.kafka.StreamsService;
import io.shotline.kafka.StreamsSettings;
import io.shotline.metrics.Exposition;
import io.shotline.metrics.Metrics;
import io.shotline.metrics.PartitionLag;
import io.shotline.tensorflow.ModelVersions;
import io.shotline.tensorflow.ModelWatcher;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The model, the stream and the metrics of one instance, wired; closed in the right order. */
final class Service implements AutoCloseable {
  private final Scorer scorer;
  private final ModelWatcher watcher;
  private final StreamsService streams;
  private final ManagementServer management;

  private Service(
      Scorer scorer, ModelWatcher watcher, StreamsService streams, ManagementServer management) {
    this.watcher = requireNonNull(watcher, "watcher");
    this.scorer = requireNonNull(scorer, "scorer");
    this.streams = requireNonNull(streams, "streams");
    this.management = requireNonNull(management, "management");
  }

  /**
   * Loads the model and starts the stream in the background.
   *
   * @param modelPoll how often a new version of the model is looked for; zero for never
   * @param metricsPort instead of the option's
   */
  static Service start(
      ModelOptions modelOptions,
      Duration modelPoll,
      StreamsSettings settings,
      ManagementOptions managementOptions,
      int metricsPort)
      throws IOException {
    Duration cameraSilent = managementOptions.cameraSilent();
    ModelVersions versions = modelOptions.versions();
    SavedModelScorer model = modelOptions.load(versions);
    Metrics metrics =
        new Metrics(new CollectorRegistry(), model.card(), Clock.systemUTC(), cameraSilent);
    metrics.gpuDevices(model.gpuDevices());
    Scorer scorer = modelOptions.scorer(model, metrics);
    ModelWatcher watcher =
        new ModelWatcher(versions, modelOptions.devices(), scorer, metrics, modelPoll);
    StreamsService streams = new StreamsService(settings, scorer, metrics);
    metrics.watchQueue(scorer::queueDepth);
    metrics.watchLag(() -> lag(streams));
    ManagementServer management;
    try {
      management =
          ManagementServer.start(
              managementOptions.host(), metricsPort, endpoints(metrics, streams));
    } catch (IOException | RuntimeException e) {
      scorer.close();
      throw e;
    }
    streams.start();
    watcher.start();
    return new Service(scorer, watcher, streams, management);
  }

  boolean isAlive() {
    return streams.isAlive();
  }

  int metricsPort() {
    return management.port();
  }

  String modelName() {
    return scorer.card().label();
  }

  /** Waits until the stream ends; what it failed with, or empty after {@link #stop}. */
  Optional<Throwable> awaitEnd() throws InterruptedException {
    return streams.awaitEnd();
  }

  /** Finishes the images in work and ends the stream; health and metrics stay until close. */
  void stop() {
    streams.close();
  }

  @Override
  public void close() {
    streams.close();
    management.close();
    watcher.close();
    scorer.close();
  }

  private static ManagementEndpoints endpoints(Metrics metrics, StreamsService streams) {
    HealthCheck alive = new HealthCheck("stream", streams::isAlive);
    HealthCheck ready = new HealthCheck("scoring", streams::isReady);
    return new ManagementEndpoints(
        accept -> {
          Exposition exposition = metrics.exposition(accept);
          return new Page(exposition.contentType(), exposition.body());
        },
        List.of(alive),
        List.of(alive, ready));
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
