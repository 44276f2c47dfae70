package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.EncodedImage;
import io.shotline.core.ImageEvent;
import io.shotline.core.Outcome;
import io.shotline.core.Scorer;
import io.shotline.http.HealthCheck;
import io.shotline.http.ManagementEndpoints;
import io.shotline.http.ManagementServer;
import io.shotline.http.Page;
import io.shotline.http.ScoreEndpoint;
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
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

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
      throws IOException, InterruptedException {
    Duration cameraSilent = managementOptions.cameraSilent();
    ModelVersions versions = modelOptions.versions();
    SavedModelScorer model = modelOptions.load(versions);
    Metrics metrics =
        new Metrics(new CollectorRegistry(), model.card(), Clock.systemUTC(), cameraSilent);
    metrics.gpuDevices(model.gpuDevices());
    Scorer scorer = rehearsed(modelOptions.scorer(model, metrics));
    ModelWatcher watcher =
        new ModelWatcher(versions, modelOptions.devices(), scorer, metrics, modelPoll);
    StreamsService streams = new StreamsService(settings, scorer, metrics);
    metrics.watchModel(scorer::queueDepth, scorer::runs);
    metrics.watchLag(() -> lag(streams));
    ScoreEndpoint score =
        new ScoreEndpoint(
            (product, image) -> score(product, image, scorer, streams),
            modelOptions.maxImageBytes());
    ManagementServer management;
    try {
      management =
          ManagementServer.start(
              managementOptions.host(), metricsPort, endpoints(metrics, streams, score));
    } catch (IOException | RuntimeException e) {
      scorer.close();
      throw e;
    }
    streams.start();
    watcher.start();
    return new Service(scorer, watcher, streams, management);
  }

  private static Scorer rehearsed(Scorer scorer) throws InterruptedException {
    try {
      scorer.rehearse();
      return scorer;
    } catch (RuntimeException e) {
      scorer.close();
      throw new CommandFailedException(
          "model " + scorer.card().label() + " cannot be used: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      scorer.close();
      throw e;
    }
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

  private static ManagementEndpoints endpoints(
      Metrics metrics, StreamsService streams, ScoreEndpoint score) {
    HealthCheck alive = new HealthCheck("stream", streams::isAlive);
    HealthCheck ready = new HealthCheck("scoring", streams::isReady);
    return new ManagementEndpoints(
        accept -> {
          Exposition exposition = metrics.exposition(accept);
          return new Page(exposition.contentType(), exposition.body());
        },
        List.of(alive),
        List.of(alive, ready),
        score);
  }

  /** For a caller by HTTP; empty if the stream's images go first. */
  private static Optional<Outcome> score(
      String product, EncodedImage image, Scorer scorer, StreamsService streams) {
    ImageEvent event =
        new ImageEvent("http", "http", product, Clock.systemUTC().instant(), image, Map.of());
    try {
      return scorer.tryScore(event, streams.catalog());
    } catch (InvalidStateStoreException e) {
      // The stream ended since it was asked whether it is ready.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an image was scored", e);
    }
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
