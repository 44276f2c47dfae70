package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.Threshold;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.GuardedConsumer;
import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.PollTimeout;
import io.shotline.kafka.cluster.TopicPositions;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What recorded images were found to be when they came: the verdicts on the topic of scores, a few
 * bytes of each, so that a day of images fits into memory. Safe for use by many threads.
 */
public final class GivenVerdicts {
  /** Scores on a topic of before carry the service's time, images the broker's. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(10);

  /**
   * The verdict that an image got.
   *
   * @param heldAgainst null when skipped
   */
  public record Given(Verdict verdict, double score, @Nullable Threshold heldAgainst) {
    public Given {
      requireNonNull(verdict, "verdict");
    }
  }

  /** Of the images of one partition. */
  private static final class Column {
    private final OffsetRange range;
    private final @Nullable Verdict[] verdicts;
    private final float[] scores;
    private final BitSet repeats = new BitSet();
    private final @Nullable Threshold[] thresholds;

    Column(OffsetRange range) {
      this.range = range;
      int size = Math.toIntExact(range.size());
      this.verdicts = new @Nullable Verdict[size];
      this.scores = new float[size];
      this.thresholds = new @Nullable Threshold[size];
    }
  }

  private final String images;
  private final Map<Integer, Column> columns = new HashMap<>();
  private final Set<String> models = new TreeSet<>();

  /** Each threshold once: images of a product share it. */
  private final Map<Threshold, Threshold> thresholds = new HashMap<>();

  private long missing;

  private GivenVerdicts(RecordedImages recorded, String images) {
    this.images = images;
    this.missing = recorded.total();
    recorded
        .ranges()
        .forEach((partition, range) -> columns.put(partition.partition(), new Column(range)));
  }

  /**
   * Reads the verdicts of these images, as far as they are given by now.
   *
   * @param from when the first of the images came
   * @throws ClusterException if the cluster cannot be reached or lacks the topic
   */
  public static GivenVerdicts read(
      ClusterSettings cluster, Topics topics, RecordedImages recorded, Instant from) {
    TopicAdmin.require(cluster, topics, TopicRole.SCORES);
    GivenVerdicts given = new GivenVerdicts(recorded, topics.images());
    try (Consumer<byte[], byte[]> consumer =
        cluster.open(() -> new GuardedConsumer(cluster.lookup()))) {
      given.readAll(consumer, topics.scores(), from, cluster.timeout());
    } catch (KafkaException e) {
      throw new ClusterReplies(cluster).failure(e, "reading topic " + topics.scores());
    }
    return given;
  }

  /** What the image was found to be; empty if it has no verdict, as an unreadable one. */
  public Optional<Given> of(SourceRecord image) {
    Column column = columns.get(image.partition());
    if (column == null || !column.range.contains(image.offset())) {
      return Optional.empty();
    }
    int at = (int) (image.offset() - column.range.start());
    Verdict verdict = column.verdicts[at];
    return verdict == null
        ? Optional.empty()
        : Optional.of(new Given(verdict, column.scores[at], column.thresholds[at]));
  }

  /** Whether the image is a repeat of one that was judged before. */
  public boolean isRepeat(SourceRecord image) {
    Column column = columns.get(image.partition());
    return column != null
        && column.range.contains(image.offset())
        && column.repeats.get((int) (image.offset() - column.range.start()));
  }

  /** The models that gave them, as in {@code mini/1}. */
  public List<String> models() {
    return List.copyOf(models);
  }

  /** Scores are written after their image came, so none of them is older but by a clock. */
  private void readAll(
      Consumer<byte[], byte[]> consumer, String scores, Instant from, Duration longest) {
    List<TopicPartition> partitions = TopicPositions.partitions(consumer, scores);
    Map<TopicPartition, OffsetRange> ranges =
        TopicPositions.between(consumer, partitions, from.minus(CLOCK_SLACK), null);
    Map<TopicPartition, Long> ends = new HashMap<>();
    consumer.assign(partitions);
    ranges.forEach(
        (partition, range) -> {
          ends.put(partition, range.end());
          consumer.seek(partition, range.start());
        });
    PollTimeout silence = new PollTimeout(longest);
    while (missing > 0 && !TopicPositions.reached(consumer, ends)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicPositions.POLL);
      silence.polled(!records.isEmpty());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        ScoredImageCodec.parse(record.value()).asOptional().ifPresent(this::note);
      }
    }
  }

  private void note(ScoredRecord scored) {
    SourceRecord source = scored.source();
    Column column = columns.get(source.partition());
    if (column == null
        || !source.topic().equals(images)
        || !column.range.contains(source.offset())) {
      return;
    }
    ScoredImage image = scored.image();
    int at = (int) (source.offset() - column.range.start());
    missing -= column.verdicts[at] == null ? 1 : 0;
    column.verdicts[at] = image.verdict();
    column.scores[at] = (float) image.score();
    column.repeats.set(at, image.isDuplicate());
    Threshold heldAgainst = image.judgement().heldAgainst();
    column.thresholds[at] =
        heldAgainst == null ? null : thresholds.computeIfAbsent(heldAgainst, each -> each);
    models.add(image.model().toString());
  }
}
