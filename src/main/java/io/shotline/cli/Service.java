package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.CollectorRegistry;
import io.shotline.core.Closing;
import io.shotline.core.Scorer;
import io.shotline.http.HealthCheck;
import io.shotline.http.ManagementEndpoints;
import io.shotline.http.ManagementServer;
import io.shotline.http.Page;
import io.shotline.http.ScoreEndpoint;
import io.shotline.kafka.stream.StreamsService;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.metrics.Metrics;
import io.shotline.metrics.PartitionLag;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVersions;
import io.shotline.tensorflow.repository.ModelWatcher;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The model, the stream and the metrics of one instance, wired; closed in the right order. */
final class Service implements AutoCloseable {
  private final Scorer scorer;
  private final StreamsService streams;
  private final ManagementServer management;
  private final Closing closing;

  private Service(
      Scorer scorer, StreamsService streams, ManagementServer management, Closing closing) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.streams = requireNonNull(streams, "streams");
    this.management = requireNonNull(management, "management");
    this.closing = requireNonNull(closing, "closing");
  }

  /**
   * Loads the model and starts the stream in the background. A start that fails closes what it had
   * opened.
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
    Closing closing = new Closing();
    try {
      return start(modelOptions, modelPoll, settings, managementOptions, metricsPort, closing);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  private static Service start(
      ModelOptions modelOptions,
      Duration modelPoll,
      StreamsSettings settings,
      ManagementOptions managementOptions,
      int metricsPort,
      Closing closing)
      throws IOException, InterruptedException {
    LateClasses.load();
    Duration cameraSilent = managementOptions.cameraSilent();
    ModelVersions versions = modelOptions.versions();
    SavedModelScorer model = modelOptions.load(versions);
    Metrics metrics =
        new Metrics(new CollectorRegistry(), model.card(), Clock.systemUTC(), cameraSilent);
    metrics.gpuDevices(model.gpuDevices());
    Scorer scorer = scorer(modelOptions, model, metrics);
    closing.add(scorer::close);
    rehearse(scorer);
    ModelWatcher watcher =
        new ModelWatcher(versions, modelOptions.devices(), scorer, metrics, modelPoll);
    closing.add(watcher::close);
    StreamsService streams = new StreamsService(settings, scorer, metrics);
    closing.add(streams::close);
    metrics.watchModel(scorer::queueDepth, scorer::runs);
    metrics.watchLag(() -> lag(streams));
    ScoreEndpoint score =
        new ScoreEndpoint(
            new CallerScoring(scorer, streams::catalog, Clock.systemUTC()),
            modelOptions.maxImageBytes());
    ManagementServer management =
        ManagementServer.start(
            managementOptions.host(), metricsPort, endpoints(metrics, streams, score));
    closing.add(management::close);
    // Closed before the server too, which tells meanwhile how it ends; closing again does nothing.
    closing.add(streams::close);
    streams.start();
    watcher.start();
    return new Service(scorer, streams, management, closing);
  }

  /** Takes the model over, or closes it. */
  private static Scorer scorer(ModelOptions modelOptions, SavedModelScorer model, Metrics metrics) {
    try {
      return modelOptions.scorer(model, metrics);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static void rehearse(Scorer scorer) throws InterruptedException {
    try {
      scorer.rehearse();
    } catch (RuntimeException e) {
      throw new CommandFailedException(
          "model " + scorer.card().label() + " cannot be used: " + e.getMessage(), e);
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

  /** Closes all of it, the stream first; throws at the end what steps failed with. */
  @Override
  public void close() {
    closing.close();
  }

  private static ManagementEndpoints endpoints(
      Metrics metrics, StreamsService streams, ScoreEndpoint score) {
    HealthCheck alive = new HealthCheck("stream", streams::isAlive);
    HealthCheck ready = new HealthCheck("scoring", streams::isReady);
    return new ManagementEndpoints(
        accept -> {
          String contentType = Metrics.contentType(accept);
          return new Page(contentType, metrics.text(contentType));
        },
        List.of(alive),
        List.of(alive, ready),
        score);
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
