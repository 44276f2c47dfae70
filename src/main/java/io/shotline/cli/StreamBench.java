package io.shotline.cli;

import com.sun.management.OperatingSystemMXBean;
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
import java.lang.management.ManagementFactory;
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
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The same images through the same scorer, called directly and through Kafka. */
final class StreamBench implements AutoCloseable {
  private static final String PRODUCT = "plate";

  private final Scorer scorer;
  private final LongAdder runs;
  private final int callers;
  private final List<EncodedImage> images;
  private final List<String> cameras;
  private final FixedCatalog catalog;
  private final Path state;
  private final EmbeddedBroker broker;
  private final StreamsService service;
  private final ResultReader results;
  private final ImagePublisher publisher;

  /**
   * Starts a broker and the stream.
   *
   * @param scorer stays the caller's
   * @param runs counts the scorer's runs of the model
   * @param cameras how many, named as the demo's
   */
  StreamBench(
      Scorer scorer,
      LongAdder runs,
      ModelOptions modelOptions,
      StreamOptions streamOptions,
      int cameras,
      List<EncodedImage> images,
      List<EncodedImage> shots)
      throws IOException {
    this.scorer = scorer;
    this.runs = runs;
    this.callers = modelOptions.imagesInWork();
    this.images = images;
    this.cameras = IntStream.rangeClosed(1, cameras).mapToObj(i -> "camera-" + i).toList();
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
            streamOptions.settings(cluster, topics, modelOptions.imagesInWork(), state),
            scorer,
            ScoringMonitor.NONE);
    service.start();
    this.results = new ResultReader(cluster, topics);
    this.publisher = new ImagePublisher(cluster, topics);
  }

  /** Images per second and CPU time per image of each way, and the ratio round by round. */
  Map<String, Double> run(int frames, int rounds) throws Exception {
    Way direct = new Way(runs);
    Way streamed = new Way(runs);
    Samples ratio = new Samples();
    for (int round = -1; round < rounds; round++) {
      double directRate = direct.time(frames, round >= 0, () -> direct(frames));
      double streamedRate = streamed.time(frames, round >= 0, () -> streamed(frames));
      if (round >= 0) {
        ratio.add(streamedRate / directRate);
      }
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("in process, images/s", direct.rate.median());
    figures.put("in process, CPU ms per image", direct.cpu.median());
    figures.put("in process, images per run of the model", direct.batch.median());
    figures.put("through Kafka, images/s", streamed.rate.median());
    figures.put("through Kafka, CPU ms per image", streamed.cpu.median());
    figures.put("through Kafka, images per run of the model", streamed.batch.median());
    figures.put("through Kafka / in process", ratio.median());
    return figures;
  }

  /** What one way took, round by round. */
  private static final class Way {
    private final Samples rate = new Samples();
    private final Samples cpu = new Samples();
    private final Samples batch = new Samples();
    private final LongAdder runs;

    Way(LongAdder runs) {
      this.runs = runs;
    }

    /** Images per second of one round, which is kept if it counts. */
    double time(int frames, boolean counts, Callable<Void> work) throws Exception {
      runs.reset();
      long cpuStart = processCpuNanos();
      long start = System.nanoTime();
      work.call();
      double images = frames / ((System.nanoTime() - start) / 1e9);
      if (counts) {
        rate.add(images);
        batch.add((double) frames / runs.sum());
        cpu.add((processCpuNanos() - cpuStart) / 1e6 / frames);
      }
      return images;
    }

    private static long processCpuNanos() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
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
        cameras.get(number % cameras.size()),
        PRODUCT,
        Clock.systemUTC().instant(),
        images.get(number % images.size()),
        Map.of());
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
