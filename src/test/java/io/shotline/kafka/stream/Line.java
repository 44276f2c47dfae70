package io.shotline.kafka.stream;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.StandardSettings;
import io.shotline.kafka.Await;
import io.shotline.kafka.RecordingMonitor;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ImagePublisher;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import io.shotline.wire.StreamResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Topics of one test on a real broker, their clients, and services started on them. */
public final class Line implements AutoCloseable {
  public final Topics topics;
  public final ClusterSettings cluster;
  public final ImagePublisher publisher;
  public final ShotTopic shots;
  public final ResultReader reader;
  private final Path state;
  private final List<StreamResult> results = new ArrayList<>();

  public Line(String bootstrapServers, String prefix, Path state) {
    this.topics = new Topics(prefix);
    this.cluster = ClusterSettings.of(bootstrapServers);
    this.state = state;
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      admin.create(new TopicLayout(3, (short) 1));
    }
    this.publisher = new ImagePublisher(cluster, topics);
    this.shots = new ShotTopic(cluster, topics);
    this.reader = new ResultReader(cluster, topics);
  }

  /** A service with a scorer of its own; closing it closes both. */
  public Service start(LabelModel model) {
    return start(model, "only");
  }

  /** A service on a machine with this clock. */
  public Service start(LabelModel model, Clock clock) {
    return start(model, "only", clock);
  }

  /** One of several services that share the images. */
  public Service start(LabelModel model, String instance) {
    return start(model, instance, new RecordingMonitor(), Clock.systemUTC(), same -> same);
  }

  /** An instance that finds it so late. */
  public Service start(LabelModel model, String instance, Clock clock) {
    return start(model, instance, new RecordingMonitor(), clock, same -> same);
  }

  /** One that tells of its stream here. */
  public Service start(LabelModel model, String instance, RecordingMonitor monitor) {
    return start(model, instance, monitor, Clock.systemUTC(), same -> same);
  }

  /** One with other settings. */
  public Service start(LabelModel model, String instance, UnaryOperator<StreamsSettings> change) {
    return start(model, instance, new RecordingMonitor(), Clock.systemUTC(), change);
  }

  private Service start(
      LabelModel model,
      String instance,
      RecordingMonitor monitor,
      Clock clock,
      UnaryOperator<StreamsSettings> change) {
    Scorer scorer = StreamSamples.scorer(model, new RecordingMonitor());
    StreamsSettings settings =
        new StreamsSettings(
            cluster,
            topics,
            "it-" + topics.prefix(),
            2,
            3,
            state.resolve(instance),
            Duration.ofMillis(50),
            Duration.ofMinutes(5),
            null,
            Membership.DYNAMIC,
            null,
            StandardSettings.DEFAULT,
            RepeatSettings.DEFAULT,
            true,
            EvidenceSettings.DEFAULT);
    StreamsService streams = new StreamsService(change.apply(settings), scorer, monitor, clock);
    streams.start();
    return new Service(streams, scorer);
  }

  public CompletableFuture<SourceRecord> send(String eventId, EncodedImage image) {
    ImageEvent event =
        StreamSamples.event(eventId, "camera-" + eventId.length(), StreamSamples.PRODUCT, image);
    return publisher.publish(event);
  }

  /** All results so far, once one of them is what is waited for. */
  public List<StreamResult> resultsUntil(String what, Predicate<List<StreamResult>> enough) {
    Await.until(
        what,
        () -> {
          results.addAll(reader.poll(Duration.ofMillis(100)));
          return enough.test(results);
        });
    return results;
  }

  public static List<String> scoredIds(List<StreamResult> results) {
    return results.stream()
        .filter(ScoredRecord.class::isInstance)
        .map(result -> ((ScoredRecord) result).image().eventId())
        .toList();
  }

  public static List<String> reasons(List<StreamResult> results) {
    return results.stream()
        .filter(DeadLetterRecord.class::isInstance)
        .map(result -> ((DeadLetterRecord) result).reason())
        .toList();
  }

  @Override
  public void close() {
    publisher.close();
    shots.close();
    reader.close();
  }

  /** What a process would own. */
  public record Service(StreamsService streams, Scorer scorer) implements AutoCloseable {
    @Override
    public void close() {
      streams.close();
      scorer.close();
    }
  }
}
