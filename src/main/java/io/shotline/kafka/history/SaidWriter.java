package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Shelf;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
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
      to.add(answer.said());
    } else if (record instanceof FeedbackRecord.Acknowledgement seen) {
      to.add(seen.said());
    } else if (record instanceof FeedbackRecord.Shelf shelf) {
      to.add(shelf.said());
    }
    followed.note(record);
  }

  /** Ends a shelf; returns when it is safe. */
  void remove(Shelf shelf) {
    connected().remove(shelf);
    followed.takeBack(new FeedbackKey.OfShelf(shelf.cameraId(), shelf.productId()));
  }

  @Override
  public synchronized void close() {
    if (topic != null) {
      topic.close();
    }
  }

  private synchronized FeedbackTopic connected() {
    if (topic == null) {
      topic = new FeedbackTopic(cluster, topics);
    }
    return topic;
  }
}
