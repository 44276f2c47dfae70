package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes what people say of alerts, and has it in the index before a call returns. Connects when it
 * is first needed. Calls throw {@link ClusterException}. Safe for use by many threads.
 */
final class SaidWriter implements AutoCloseable {
  private final ClusterSettings cluster;
  private final Topics topics;
  private final FollowedAlerts followed;
  private @Nullable FeedbackTopic topic;

  SaidWriter(ClusterSettings cluster, Topics topics, FollowedAlerts followed) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.followed = requireNonNull(followed, "followed");
  }

  /** Returns when it is safe. */
  void write(FeedbackRecord record) {
    FeedbackTopic to = connected();
    if (record instanceof FeedbackRecord.Answer answer) {
      Feedback said = answer.said();
      noted(new FeedbackKey.OfAnswer(said.eventId()), to.add(said), record);
    } else if (record instanceof FeedbackRecord.Acknowledgement seen) {
      Acknowledgement said = seen.said();
      noted(new FeedbackKey.OfAcknowledgement(said.eventId()), to.add(said), record);
    } else if (record instanceof FeedbackRecord.Shelf shelf) {
      noted(key(shelf.said()), to.add(shelf.said()), record);
    }
  }

  /** Ends a shelf; returns when it is safe. */
  void remove(Shelf shelf) {
    noted(key(shelf), connected().remove(shelf), null);
  }

  @Override
  public synchronized void close() {
    if (topic != null) {
      topic.close();
    }
  }

  private void noted(FeedbackKey key, RecordMetadata place, @Nullable FeedbackRecord record) {
    followed.wrote(key, place.partition(), place.offset(), record);
  }

  private static FeedbackKey key(Shelf shelf) {
    return new FeedbackKey.OfShelf(shelf.cameraId(), shelf.productId());
  }

  private synchronized FeedbackTopic connected() {
    if (topic == null) {
      topic = new FeedbackTopic(cluster, topics);
    }
    return topic;
  }
}
