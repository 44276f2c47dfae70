package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.App;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.Samples;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import io.shotline.wire.StreamResult;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service in 1.5 GB that meets images of 50 megapixels of every kind, faster than it can decode
 * them: in a control group where root may make one, with its memory measured everywhere.
 */
@Timeout(1800)
class LargeImagesIT {
  private static final Topics TOPICS = new Topics("");
  private static final int IMAGES = Integer.getInteger("shotline.chaos.fifty", 16);
  private static final long MEMORY = 1536L << 20;
  private static final double MOST_GROWTH = 1.1;

  /** The heap is taken at once, so that what grows is the memory of the decoders. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch", "-Xms384m", "-Xmx384m");

  @TempDir private Path folder;
  private final Map<SourceRecord, FiftyMegapixels> sent = new HashMap<>();
  private final List<StreamResult> results = new ArrayList<>();
  private EmbeddedBroker broker;
  private ClusterSettings cluster;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.temporary(0);
    cluster = ClusterSettings.of(broker.bootstrapServers());
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(1, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(Samples.shot("plate", "good", small()));
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldScoreOrRefuseLargeImagesOfEveryKindInLittleMemory() throws Exception {
    Optional<MemoryGroup> group = MemoryGroup.of(MEMORY);
    try (ChildProcess service = service(group.map(MemoryGroup::before).orElse(List.of()));
        ImagePublisher publisher = new ImagePublisher(cluster, TOPICS);
        ResultReader reader = new ResultReader(cluster, TOPICS)) {
      assertThat(service.line()).startsWith("model ");
      List<FiftyMegapixels> kinds = FiftyMegapixels.all();
      long first = pass(kinds, publisher, reader, service);
      long second = pass(kinds, publisher, reader, service);
      long peak = MemoryGroup.kilobytes(service.pid(), "VmHWM");
      print(group.isPresent(), first, second, peak);
      assertThat(second).isLessThanOrEqualTo((long) (MOST_GROWTH * first));
      assertThat(peak << 10).isLessThanOrEqualTo(MEMORY);
      assertThat(service.stop()).as(service.toString()).isZero();
    } finally {
      group.ifPresent(MemoryGroup::close);
    }
    checkOutcomes();
  }

  /** Sends all images and a small one, waits for their results; returns the memory then, in kB. */
  private long pass(
      List<FiftyMegapixels> kinds,
      ImagePublisher publisher,
      ResultReader reader,
      ChildProcess service) {
    for (int i = 0; i < IMAGES; i++) {
      FiftyMegapixels one = kinds.get(i % kinds.size());
      sent.put(publisher.publish(event(one.kind() + "#" + sent.size(), one.image())).join(), one);
    }
    String last = "small#" + sent.size();
    publisher.publish(event(last, small())).join();
    int expected = results.size() + IMAGES + 1;
    while (results.size() < expected) {
      int before = results.size();
      Await.until(
          "a result of " + service,
          () -> {
            assertThat(service.isAlive()).as(service.toString()).isTrue();
            reader.poll(Duration.ofMillis(100)).stream()
                .filter(result -> !(result instanceof AlertRecord))
                .forEach(results::add);
            return results.size() > before;
          });
    }
    assertThat(results)
        .filteredOn(ScoredRecord.class::isInstance)
        .extracting(result -> ((ScoredRecord) result).image().eventId())
        .contains(last);
    return MemoryGroup.kilobytes(service.pid(), "VmRSS");
  }

  private void checkOutcomes() {
    for (StreamResult result : results) {
      if (result instanceof DeadLetterRecord letter) {
        FiftyMegapixels one = sent.get(letter.source());
        assertThat(one.scored()).as("%s: %s", one.kind(), letter.detail()).isFalse();
        assertThat(letter.reason()).isIn("TOO_MANY_PIXELS", "UNSUPPORTED_IMAGE");
      }
    }
    long refused = sent.values().stream().filter(one -> !one.scored()).count();
    assertThat(results).filteredOn(DeadLetterRecord.class::isInstance).hasSize((int) refused);
  }

  private void print(boolean limited, long first, long second, long peak) {
    Map<String, Long> slowest =
        results.stream()
            .filter(ScoredRecord.class::isInstance)
            .map(result -> ((ScoredRecord) result).image())
            .collect(
                Collectors.toMap(
                    image -> image.eventId().replaceAll("#.*", ""),
                    LargeImagesIT::millis,
                    Math::max,
                    TreeMap::new));
    System.out.printf(
        "%d images of 50 megapixels, twice%s: %d MB after the first pass, %d MB after the second,"
            + " %d MB at most; slowest of each kind with its wait, ms: %s%n",
        IMAGES,
        limited ? ", in a control group of 1.5 GB" : "",
        first >> 10,
        second >> 10,
        peak >> 10,
        slowest);
  }

  private static long millis(ScoredImage image) {
    return image.timings().decode().toMillis();
  }

  private ChildProcess service(List<String> before) throws IOException {
    return ChildProcess.start(
        before,
        folder.resolve("service.log"),
        OPTIONS,
        App.class,
        "run",
        "--bootstrap-servers=" + broker.bootstrapServers(),
        "--model=model/mini",
        "--state-dir=" + folder.resolve("state"),
        "--metrics-port=0");
  }

  private static ImageEvent event(String id, EncodedImage image) {
    return new ImageEvent(id, "camera", "plate", Instant.now(), image, Map.of());
  }

  private static EncodedImage small() {
    return Samples.image("jpg", 64, 64, Color.GRAY);
  }
}
