package io.shotline.kafka.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.line.CameraState;
import io.shotline.core.line.Cameras;
import io.shotline.core.line.ProductStatistics;
import io.shotline.core.line.RecordPlace;
import io.shotline.core.line.Statistics;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras and statistics of the results on a real broker, which goes away and comes back. */
@Timeout(600)
class LineWatchIT {
  private static final Topics TOPICS = new Topics("line.");
  private static final Duration WINDOW = Duration.ofHours(8);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir private Path folder;
  private final Cameras cameras = new Cameras(CLOCK);
  private final Statistics statistics = new Statistics(WINDOW, CLOCK);
  private final HeardLine heard = new HeardLine();

  @Test
  void shouldFollowTheResultsOfBeforeAndThoseThatComeOverAnAbsenceOfTheBroker() {
    int port;
    LineWatch watch;
    try (EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("data"), 0)) {
      port = broker.port();
      ClusterSettings cluster = cluster(port);
      makeTopics(cluster);
      publish(cluster, "cam-1", 0.1, 40);
      watch = new LineWatch(cluster, TOPICS, cameras, statistics, heard, CLOCK);
      watch.start();
      Await.until("complete", watch::isComplete);
      assertThat(bolt().images(Verdict.NORMAL)).isEqualTo(40);
      publish(cluster, "cam-2", 0.4, 5);
      Await.until("the results that came", () -> bolt().images(Verdict.ANOMALOUS) == 5);
      Await.until("all of them heard of", () -> heard.judged.size() == 5);
      assertThat(heard.judged).extracting(CameraState::cameraId).containsOnly("cam-2");
    }
    try (watch;
        EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("data"), port)) {
      publish(cluster(broker.port()), "cam-3", 0.1, 7);

      Await.until("the results of after", () -> cameras.find("cam-3").isPresent());
      Await.until("all of them", () -> bolt().images(Verdict.NORMAL) >= 47);
      assertThat(bolt().verdicts())
          .isEqualTo(Map.of(Verdict.NORMAL, 47L, Verdict.ANOMALOUS, 5L, Verdict.SKIPPED, 0L));
    }
    assertThat(cameras.all())
        .extracting(CameraState::cameraId)
        .containsExactly("cam-1", "cam-2", "cam-3");
  }

  @Test
  void shouldLeaveOutRepeats() {
    try (EmbeddedBroker broker = EmbeddedBroker.temporary(0)) {
      ClusterSettings cluster = cluster(broker.port());
      makeTopics(cluster);
      try (PublishedResults results = new PublishedResults(cluster, TOPICS)) {
        results.publish(
            PublishedResults.judged("e-1", "cam-1", "bolt", 0.4),
            PublishedResults.skipped("e-1", "cam-1", "bolt", Skip.DUPLICATE),
            PublishedResults.skipped("e-2", "cam-2", "bolt", Skip.DUPLICATE));
      }
      try (LineWatch watch = new LineWatch(cluster, TOPICS, cameras, statistics, heard, CLOCK)) {
        watch.start();
        Await.until("complete", watch::isComplete);
      }
    }
    assertThat(cameras.all())
        .singleElement()
        .satisfies(
            camera -> {
              assertThat(camera.judgement().verdict()).isEqualTo(Verdict.ANOMALOUS);
              assertThat(camera.image()).isEqualTo(new RecordPlace(0, 0));
            });
    assertThat(bolt().verdicts())
        .isEqualTo(Map.of(Verdict.NORMAL, 0L, Verdict.ANOMALOUS, 1L, Verdict.SKIPPED, 0L));
  }

  @Test
  void shouldCloseWhereNoBrokerAnswers() {
    LineWatch watch = new LineWatch(cluster(1), TOPICS, cameras, statistics, heard, CLOCK);
    watch.start();
    watch.close();

    assertThat(watch.isComplete()).isFalse();
  }

  private ProductStatistics bolt() {
    return statistics.of("bolt", WINDOW).orElseThrow();
  }

  private static ClusterSettings cluster(int port) {
    return new ClusterSettings("127.0.0.1:" + port, Map.of(), Duration.ofSeconds(10));
  }

  private static void makeTopics(ClusterSettings cluster) {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
  }

  private static void publish(ClusterSettings cluster, String camera, double score, int images) {
    try (PublishedResults results = new PublishedResults(cluster, TOPICS)) {
      results.publish(
          IntStream.range(0, images)
              .mapToObj(i -> PublishedResults.judged("e-" + i, camera, "bolt", score)));
    }
  }
}
