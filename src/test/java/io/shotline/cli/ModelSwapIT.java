package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.DinoModel;
import io.shotline.convert.RandomDino;
import io.shotline.convert.SmallInctrl;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Shot;
import io.shotline.core.result.ScoredImage;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsService;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelCopy;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.Reference;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVersions;
import io.shotline.tensorflow.repository.ModelWatcher;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new version of the real model while images flow through a real broker. */
@Timeout(600)
class ModelSwapIT {
  private static final Topics TOPICS = new Topics("swap.");
  private static final List<EncodedImage> IMAGES =
      List.of(Reference.image("scratch_rgb_320x256.png"), Reference.image("shot_1.png"));
  private static final int BEFORE = 100;
  private static final int DURING = 500;
  private static final int AFTER = 20;

  @TempDir Path model;
  @TempDir Path state;

  private final List<ScoredRecord> results = new ArrayList<>();

  @Test
  void shouldScoreEachImageOnceWithOneModelAndThenTheNext() throws Exception {
    ModelCopy.in(model, "1");
    ModelVersions versions = ModelVersions.in(model);
    try (Scorer scorer = scorer(versions.load(DeviceSettings.DEFAULT));
        ModelWatcher watcher =
            new ModelWatcher(
                versions, DeviceSettings.DEFAULT, scorer, ScoringMonitor.NONE, Duration.ZERO)) {
      stream(
          scorer,
          reader -> {
            ModelCopy.in(model, "2");
            watcher.poll();
            watcher.poll();
            assertThat(scorer.card().version()).isEqualTo("2");
          });
    }
    assertThat(images()).allSatisfy(ModelSwapIT::assertScoredAsEver);
    byPartition().values().forEach(ModelSwapIT::assertOneModelAndThenTheNext);
    assertThat(versionsOf(results)).contains("1", "2");
  }

  @Test
  void shouldGoFromOneFamilyOfModelsToTheNextWithItsThresholds() throws Exception {
    ModelFolder dino =
        new RandomDino(64, 2, 4)
            .convert(folder("a"), new DinoModel.Options(224, List.of(), 0.01, null));
    ModelFolder inctrl = new SmallInctrl().convert(folder("b"), 4);
    try (Scorer scorer = scorer(Reference.defaultModel())) {
      stream(
          scorer,
          reader -> {
            scorer.swap(SavedModelScorer.load(dino, DeviceSettings.DEFAULT));
            readUntil(reader, all -> all.stream().anyMatch(ModelSwapIT::isOfDino));
            scorer.swap(SavedModelScorer.load(inctrl, DeviceSettings.DEFAULT));
          });
    }
    List<String> order = List.of("mini", "dino", "small");
    byPartition()
        .values()
        .forEach(
            partition ->
                assertThat(partition)
                    .extracting(result -> order.indexOf(result.image().modelName()))
                    .isSorted()
                    .doesNotContain(-1));
    assertThat(images()).extracting(ScoredImage::modelName).contains("mini", "dino", "small");
    Map<String, Set<Double>> thresholds =
        images().stream()
            .collect(
                Collectors.groupingBy(
                    ScoredImage::modelName,
                    Collectors.mapping(ScoredImage::threshold, Collectors.toSet())));
    assertThat(thresholds.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(Set.copyOf(thresholds.values())).hasSameSizeAs(thresholds.values());
  }

  private static boolean isOfDino(ScoredRecord result) {
    return result.image().modelName().equals("dino");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(model.resolve(name));
  }

  /** What happens while images flow. */
  private interface Change {
    void run(ResultReader reader) throws Exception;
  }

  /** Has images scored before, during and after a change, each of them once. */
  private void stream(Scorer scorer, Change change) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
      publishShot(cluster);
      try (StreamsService service =
              new StreamsService(
                  StreamsSettings.of(cluster, TOPICS, state), scorer, ScoringMonitor.NONE);
          ResultReader reader = new ResultReader(cluster, TOPICS);
          ImagePublisher publisher = new ImagePublisher(cluster, TOPICS)) {
        service.start();
        publish(publisher, 0, BEFORE + DURING);
        readUntil(reader, all -> all.size() >= BEFORE);
        change.run(reader);
        publish(publisher, BEFORE + DURING, AFTER);
        readUntil(reader, all -> all.size() >= BEFORE + DURING + AFTER);
        assertThat(service.isAlive()).isTrue();
      }
    }
    assertThat(results)
        .extracting(result -> result.image().eventId())
        .containsExactlyInAnyOrderElementsOf(ids(BEFORE + DURING + AFTER));
  }

  private static Scorer scorer(ScoringModel first) {
    return new Scorer(
        first,
        ImageLimits.DEFAULT,
        new BatchSettings(4, Duration.ZERO, 0, 16),
        64 << 20,
        ScoringMonitor.NONE,
        Clock.systemUTC());
  }

  private static void publishShot(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(4, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      EncodedImage shot = Reference.image("shot_0.png");
      shots.add(new Shot("plate", "shot_0", shot, Instant.now(), "test"));
    }
  }

  private static void publish(ImagePublisher publisher, int from, int count) {
    IntStream.range(from, from + count)
        .mapToObj(
            i ->
                new ImageEvent(
                    "e" + i,
                    "camera-" + i % 8,
                    "plate",
                    Instant.now(),
                    IMAGES.get(i % IMAGES.size()),
                    Map.of()))
        .map(publisher::publish)
        .toList()
        .forEach(CompletableFuture::join);
  }

  private void readUntil(ResultReader reader, Predicate<List<ScoredRecord>> enough) {
    while (!enough.test(results)) {
      for (StreamResult result : reader.poll(Duration.ofMillis(200))) {
        assertThat(result).isNotInstanceOf(DeadLetterRecord.class);
        if (result instanceof ScoredRecord scored) {
          results.add(scored);
        }
      }
    }
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
  }

  private Map<Integer, List<ScoredRecord>> byPartition() {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.source().partition(), TreeMap::new, Collectors.toList()));
  }

  private static void assertOneModelAndThenTheNext(List<ScoredRecord> partition) {
    assertThat(partition).extracting(result -> result.source().offset()).isSorted();
    assertThat(versionsOf(partition)).isSorted();
  }

  private static List<String> versionsOf(List<ScoredRecord> scored) {
    return scored.stream().map(result -> result.image().modelVersion()).toList();
  }

  private List<ScoredImage> images() {
    return results.stream().map(ScoredRecord::image).toList();
  }

  /** Both versions have the same weights. */
  private static void assertScoredAsEver(ScoredImage image) {
    boolean scratch = Integer.parseInt(image.eventId().substring(1)) % IMAGES.size() == 0;
    assertThat(image.shotIds()).containsExactly("shot_0");
    if (scratch) {
      assertThat(image.score()).isCloseTo(0.1118, within(0.02));
    } else {
      assertThat(image.score()).isLessThan(0.03);
    }
  }
}
