package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.CameraState;
import io.shotline.core.line.Cameras;
import io.shotline.core.line.LineListener;
import io.shotline.core.line.RecordPlace;
import io.shotline.core.line.Statistics;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cameras and statistics up to date with the results of all instances, as of the window of
 * the statistics. Repeats are left out. Reads on a thread of its own; its maker closes it.
 */
public final class LineWatch implements AutoCloseable {
  private final String images;
  private final Cameras cameras;
  private final Statistics statistics;
  private final LineListener listener;
  private final TopicTail tail;

  /**
   * Makes a watch that reads nothing before {@link #start}.
   *
   * @param listener told of results that come later, by the thread that reads
   */
  public LineWatch(
      ClusterSettings cluster,
      Topics topics,
      Cameras cameras,
      Statistics statistics,
      LineListener listener,
      Clock clock) {
    this.images = topics.images();
    this.cameras = requireNonNull(cameras, "cameras");
    this.statistics = requireNonNull(statistics, "statistics");
    this.listener = requireNonNull(listener, "listener");
    this.tail = new TopicTail(cluster, topics.scores(), statistics.window(), clock, this::read);
  }

  /** Reads from now on, in the background, and tries again where the cluster is away. */
  public void start() {
    tail.start();
  }

  /** Returns whether all results were read that there were at the start. */
  public boolean isComplete() {
    return tail.isCaughtUp();
  }

  @Override
  public void close() {
    tail.close();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    ScoredRecord scored = ScoredImageCodec.parse(record.value()).asOptional().orElse(null);
    if (scored == null || scored.image().isDuplicate()) {
      return;
    }
    ScoredImage image = scored.image();
    Instant time = Instant.ofEpochMilli(RecordTime.of(record));
    CameraState state = CameraState.of(image, time, place(scored.source()));
    cameras.judged(state);
    statistics.add(image, time);
    if (tail.isCaughtUp()) {
      listener.judged(state);
    }
  }

  /** A record may name any topic. */
  private @Nullable RecordPlace place(SourceRecord source) {
    return source.topic().equals(images) && source.partition() >= 0 && source.offset() >= 0
        ? new RecordPlace(source.partition(), source.offset())
        : null;
  }
}
