package io.shotline.kafka.history;

import static io.shotline.kafka.history.AlertEntries.cut;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Answer;
import io.shotline.core.line.Handling;
import io.shotline.core.result.Feedback;
import io.shotline.wire.FeedbackKey;
import io.shotline.wire.FeedbackRecord;
import org.jspecify.annotations.Nullable;

/** Brings records of the topic of feedback into the handling of an alert. Shelves are no part. */
final class SaidOfAlerts {
  private static final int MOST_OF_NAME = 200;
  private static final int MOST_OF_NOTE = 1000;

  private SaidOfAlerts() {}

  /** Returns the event that a record is about; null if it is about none. */
  static @Nullable String eventOf(FeedbackRecord record) {
    if (record instanceof FeedbackRecord.Answer answer) {
      return answer.said().eventId();
    }
    return record instanceof FeedbackRecord.Acknowledgement seen ? seen.said().eventId() : null;
  }

  /** Returns the event that a key is about; null if it is about none. */
  static @Nullable String eventOf(FeedbackKey key) {
    if (key instanceof FeedbackKey.OfAnswer answer) {
      return answer.eventId();
    }
    return key instanceof FeedbackKey.OfAcknowledgement seen ? seen.eventId() : null;
  }

  /** Returns a handling after a record came. */
  static Handling with(Handling before, FeedbackRecord record) {
    if (record instanceof FeedbackRecord.Answer answer) {
      return before.with(held(answer.said()));
    }
    return record instanceof FeedbackRecord.Acknowledgement seen
        ? before.with(held(seen.said()))
        : before;
  }

  /** Returns a handling after a tombstone came. */
  static Handling without(Handling before, FeedbackKey key) {
    if (key instanceof FeedbackKey.OfAnswer) {
      return before.with((Answer) null);
    }
    return key instanceof FeedbackKey.OfAcknowledgement
        ? before.with((Acknowledgement) null)
        : before;
  }

  private static Answer held(Feedback said) {
    return new Answer(
        said.verdict(), cut(said.by(), MOST_OF_NAME), said.at(), cut(said.note(), MOST_OF_NOTE));
  }

  private static Acknowledgement held(Acknowledgement said) {
    return new Acknowledgement(
        said.eventId(), cut(said.by(), MOST_OF_NAME), said.at(), cut(said.note(), MOST_OF_NOTE));
  }
}
