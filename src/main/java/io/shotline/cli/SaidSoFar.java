package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.cli.print.AlertSaid;
import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.FeedbackRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what people had said of alerts when a command began. Used by one thread. */
final class SaidSoFar {
  private final Clock clock;
  private final Map<String, Feedback> answers = new HashMap<>();
  private final Map<String, Acknowledgement> seen = new HashMap<>();
  private final List<Shelf> shelves = new ArrayList<>();

  private SaidSoFar(Clock clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** Reads the topic of feedback. */
  static SaidSoFar read(ClusterSettings cluster, Topics topics, Clock clock) {
    SaidSoFar said = new SaidSoFar(clock);
    FeedbackTopic.read(cluster, topics, subject -> true).forEach(said::add);
    return said;
  }

  /** Returns what was said of the alert of a result. */
  AlertSaid of(ScoredImage image) {
    return new AlertSaid(answers.get(image.eventId()), seen.get(image.eventId()), shelf(image));
  }

  private void add(FeedbackRecord record) {
    if (record instanceof FeedbackRecord.Answer answer) {
      answers.put(answer.said().eventId(), answer.said());
    } else if (record instanceof FeedbackRecord.Acknowledgement each) {
      seen.put(each.said().eventId(), each.said());
    } else if (record instanceof FeedbackRecord.Shelf shelf) {
      shelves.add(shelf.said());
    }
  }

  private @Nullable Shelf shelf(ScoredImage image) {
    Instant now = clock.instant();
    return shelves.stream()
        .filter(shelf -> shelf.isActive(now))
        .filter(shelf -> shelf.covers(image.cameraId(), image.productId()))
        .max(Comparator.comparing(Shelf::until))
        .orElse(null);
  }
}
