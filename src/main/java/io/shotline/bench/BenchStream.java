package io.shotline.bench;

import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.kafka.stream.StreamsService;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import java.util.concurrent.TimeUnit;

/** A running stream with its cameras and its reader. Whoever makes it closes it. */
final class BenchStream implements AutoCloseable {
  private final StreamsService service;
  private final ResultReader results;
  private final ImagePublisher publisher;
  private final StreamLoad load;
  private final double secondsToReady;

  /** Returns when the stream is ready and has checked all shots. */
  BenchStream(BenchCluster cluster, StreamsSettings settings, Scorer scorer, BenchLine line)
      throws InterruptedException {
    long start = System.nanoTime();
    this.service = new StreamsService(settings, scorer, ScoringMonitor.NONE);
    service.start();
    while (!service.isReady() && service.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    this.secondsToReady = (System.nanoTime() - start) / 1e9;
    // The check of new shots takes the processor from what is measured next.
    while (service.uncheckedShots() > 0) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    this.results = new ResultReader(cluster.settings(), cluster.topics());
    this.publisher = new ImagePublisher(cluster.settings(), cluster.topics());
    this.load = new StreamLoad(publisher, results, service::isAlive, line::event);
  }

  StreamLoad load() {
    return load;
  }

  double secondsToReady() {
    return secondsToReady;
  }

  @Override
  public void close() {
    // From the last to the first, all of them.
    try (service;
        results;
        publisher) {}
  }
}
