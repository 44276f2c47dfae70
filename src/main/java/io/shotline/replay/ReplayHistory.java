package io.shotline.replay;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.Threshold;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.GivenVerdicts;
import io.shotline.kafka.history.RecordedImages;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What recorded images were found to be when they came, and what people said of them. */
public final class ReplayHistory {
  private final GivenVerdicts given;
  private final Map<String, Feedback> feedback;

  private ReplayHistory(GivenVerdicts given, Map<String, Feedback> feedback) {
    this.given = requireNonNull(given, "given");
    this.feedback = Map.copyOf(feedback);
  }

  /**
   * Reads the topics of scores and feedback.
   *
   * @param from when the first of the images came
   */
  public static ReplayHistory read(
      ClusterSettings cluster, Topics topics, RecordedImages images, Instant from) {
    GivenVerdicts given = GivenVerdicts.read(cluster, topics, images, from);
    try (FeedbackTopic topic = new FeedbackTopic(cluster, topics)) {
      return new ReplayHistory(given, topic.latest());
    }
  }

  /** Returns the models that gave the verdicts, as in {@code mini/1}. */
  public List<String> models() {
    return given.models();
  }

  /** Returns whether the image is a repeat of one that was judged before. */
  boolean isRepeat(SourceRecord source) {
    return given.isRepeat(source);
  }

  /**
   * Returns what became of an image now, beside what is known of it.
   *
   * @param event null if the record cannot be read
   */
  ReplayedImage compare(SourceRecord source, @Nullable ImageEvent event, Outcome now) {
    return new ReplayedImage(source, event, given.of(source).orElse(null), now, said(now));
  }

  /** Returns an outcome, held against what the image was held against when it came. */
  Outcome asRecorded(SourceRecord source, Outcome now) {
    Threshold then = given.of(source).map(GivenVerdicts.Given::heldAgainst).orElse(null);
    return then != null
            && now instanceof Outcome.Judged judged
            && judged.image().verdict() != Verdict.SKIPPED
        ? new Outcome.Judged(judged.image().heldAgainst(then))
        : now;
  }

  /** Of an unreadable record nobody knows the event. */
  private @Nullable Feedback said(Outcome now) {
    return now instanceof Outcome.Judged scored ? feedback.get(scored.image().eventId()) : null;
  }
}
