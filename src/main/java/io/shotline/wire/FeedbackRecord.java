package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Feedback;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds a record of the topic {@code feedback}, whichever of its kinds it is. */
public sealed interface FeedbackRecord {
  /** An answer to an alert. */
  record Answer(Feedback said) implements FeedbackRecord {
    public Answer {
      requireNonNull(said, "said");
    }
  }

  /** The word that an alert was seen. */
  record Acknowledgement(io.shotline.core.line.Acknowledgement said) implements FeedbackRecord {
    public Acknowledgement {
      requireNonNull(said, "said");
    }
  }

  /** A camera or product that is set aside. */
  record Shelf(io.shotline.core.line.Shelf said) implements FeedbackRecord {
    public Shelf {
      requireNonNull(said, "said");
    }
  }

  /**
   * Reads a record's value. A tombstone says nothing: do not ask for it.
   *
   * @param key tells the kind, and must name the subject as the value does
   * @param timestamp of the record, stands in for an absent {@code at}
   */
  static Parsed<FeedbackRecord> parse(
      byte @Nullable [] value, byte @Nullable [] key, Instant timestamp) {
    Parsed<FeedbackRecord> answer = answer(value, key, timestamp);
    if (key == null || answer instanceof Parsed.Valid) {
      return answer;
    }
    FeedbackKey subject = FeedbackKey.of(key);
    if (subject instanceof FeedbackKey.OfAcknowledgement of) {
      return AcknowledgementCodec.parse(value, of, timestamp);
    }
    return subject instanceof FeedbackKey.OfShelf of
        ? ShelfCodec.parse(value, of, timestamp)
        : answer;
  }

  private static Parsed<FeedbackRecord> answer(
      byte @Nullable [] value, byte @Nullable [] key, Instant timestamp) {
    Parsed<Feedback> parsed = FeedbackCodec.parse(value, key, timestamp);
    return parsed instanceof Parsed.Invalid<Feedback> invalid
        ? new Parsed.Invalid<>(invalid.rejection())
        : new Parsed.Valid<>(new Answer(parsed.orElseThrow()));
  }
}
