package io.shotline.cli;

import io.shotline.core.EncodedImage;
import io.shotline.core.ImageEvent;
import io.shotline.core.Outcome;
import io.shotline.core.Product;
import io.shotline.core.Scorer;
import io.shotline.core.ScoringMonitor;
import io.shotline.core.Shot;
import io.shotline.kafka.ClusterSettings;
import io.shotline.kafka.ImagePublisher;
import io.shotline.kafka.ResultReader;
import io.shotline.kafka.ShotTopic;
import io.shotline.kafka.StreamResult;
import io.shotline.kafka.StreamsService;
import io.shotline.kafka.TopicAdmin;
import io.shotline.kafka.TopicSettings;
import io.shotline.kafka.Topics;
import io.shotline.kafka.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The same images through the same scorer, called directly and through Kafka. */
final class StreamBench implements AutoCloseable {
  private static final String PRODUCT = "plate";
  private static final int CAMERAS = 16;

  private final Scorer scorer;
  private final int callers;
  private final List<EncodedImage> images;
  private final FixedCatalog catalog;
  private final Path state;
  private final EmbeddedBroker broker;
  private final StreamsService service;
  private final ResultReader results;
  private final ImagePublisher publisher;

  /** Starts a broker and the stream; the scorer stays the caller's. */
  StreamBench(
      Scorer scorer,
      ModelOptions modelOptions,
      StreamOptions streamOptions,
      List<EncodedImage> images,
      List<EncodedImage> shots)
      throws IOException {
    this.scorer = scorer;
    this.callers = modelOptions.callers();
    this.images = images;
    List<Shot> made = new ArrayList<>();
    for (EncodedImage shot : shots) {
      made.add(new Shot(PRODUCT, "shot-" + made.size(), shot, Instant.EPOCH, "bench"));
    }
    this.catalog = new FixedCatalog(Product.withDefaults(PRODUCT), made);
    this.state = Files.createTempDirectory("shotline-bench");
    this.broker = EmbeddedBroker.temporary(0);
    ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
    Topics topics = new Topics("");
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(TopicSettings.DEFAULT);
    }
    try (ShotTopic topic = new ShotTopic(cluster, topics)) {
      made.forEach(topic::add);
    }
    this.service =
        new StreamsService(
            streamOptions.settings(cluster, topics, state),
            scorer,
            ScoringMonitor.NONE,
            scorer::check);
    service.start();
    this.results = new ResultReader(cluster, topics);
    this.publisher = new ImagePublisher(cluster, topics);
  }

  /** Images per second of each way and the median of the ratios round by round. */
  Map<String, Double> run(int frames, int rounds) throws Exception {
    Samples direct = new Samples();
    Samples streamed = new Samples();
    Samples ratio = new Samples();
    for (int round = -1; round < rounds; round++) {
      double directRate = frames / seconds(() -> direct(frames));
      double streamedRate = frames / seconds(() -> streamed(frames));
      if (round >= 0) {
        direct.add(directRate);
        streamed.add(streamedRate);
        ratio.add(streamedRate / directRate);
      }
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("in process, images/s", direct.median());
    figures.put("through Kafka, images/s", streamed.median());
    figures.put("through Kafka / in process", ratio.median());
    return figures;
  }

  private Void direct(int frames) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(callers);
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      all.add(workers.submit(() -> directCaller(next, frames)));
    }
    for (Future<Void> one : all) {
      one.get();
    }
    workers.shutdown();
    return null;
  }

  private Void directCaller(AtomicInteger next, int frames) throws InterruptedException {
    for (int i = next.getAndIncrement(); i < frames; i = next.getAndIncrement()) {
      if (scorer.score(event(i), catalog) instanceof Outcome.Rejected rejected) {
        throw new CommandFailedException("not scored: " + rejected.rejection(), null);
      }
    }
    return null;
  }

  private Void streamed(int frames) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      sent.add(publisher.publish(event(i)));
    }
    for (int answered = 0; answered < frames; ) {
      if (!service.isAlive()) {
        throw new CommandFailedException("the stream stopped", null);
      }
      for (StreamResult result : results.poll(Duration.ofMillis(100))) {
        answered += result instanceof StreamResult.Alerted ? 0 : 1;
      }
    }
    sent.forEach(CompletableFuture::join);
    return null;
  }

  private ImageEvent event(int number) {
    return new ImageEvent(
        "bench-" + number,
        "camera-" + number % CAMERAS,
        PRODUCT,
        Clock.systemUTC().instant(),
        images.get(number % images.size()),
        Map.of());
  }

  private static double seconds(Callable<Void> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    publisher.close();
    results.close();
    service.close();
    broker.close();
    Folders.delete(state);
  }
}
