package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.DeadLetterLog;
import io.shotline.core.line.LineListener;
import io.shotline.core.line.RecordPlace;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.DeadLetterRecord;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps the log of dead letters up to date with those of all instances, as of its window. Reads on
 * a thread of its own; its maker closes it.
 */
public final class DeadLetterWatch implements AutoCloseable {
  private final Topics topics;
  private final DeadLetterLog log;
  private final LineListener listener;
  private final TopicTail tail;

  /**
   * Makes a watch that reads nothing before {@link #start}.
   *
   * @param listener told of letters that come later, by the thread that reads
   */
  public DeadLetterWatch(
      ClusterSettings cluster,
      Topics topics,
      DeadLetterLog log,
      LineListener listener,
      Clock clock) {
    this.topics = requireNonNull(topics, "topics");
    this.log = requireNonNull(log, "log");
    this.listener = requireNonNull(listener, "listener");
    this.tail = new TopicTail(cluster, topics.deadLetters(), log.window(), clock, this::read);
  }

  /** Reads from now on, in the background, and tries again where the cluster is away. */
  public void start() {
    tail.start();
  }

  /** Returns whether all letters were read that there were at the start. */
  public boolean isComplete() {
    return tail.isCaughtUp();
  }

  @Override
  public void close() {
    tail.close();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    DeadLetters.read(record.headers()).ifPresent(letter -> add(letter(record, letter)));
  }

  private void add(DeadLetter letter) {
    log.add(letter);
    if (tail.isCaughtUp()) {
      listener.rejected(letter);
    }
  }

  private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, DeadLetterRecord letter) {
    LetterContents contents = LetterContents.of(record, letter, topics);
    return new DeadLetter(
        new RecordPlace(record.partition(), record.offset()),
        Instant.ofEpochMilli(RecordTime.of(record)),
        letter.reason(),
        letter.detail(),
        letter.source().topic(),
        letter.source().partition(),
        letter.source().offset(),
        contents.cameraId(),
        contents.eventId(),
        contents.productId(),
        contents.imageBytes());
  }
}
