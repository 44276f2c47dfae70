package io.shotline.cli.catalog;

import io.shotline.cli.process.CommandFailedException;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.history.EventResult;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says why an event that a person names has no verdict to answer. */
final class FoundResult {
  private FoundResult() {}

  /**
   * Returns the judged result of the event.
   *
   * @param time that the search had
   * @throws CommandFailedException if there is none; says why and what to do
   */
  static ScoredImage of(EventResult found, String event, Topics topics, Duration time) {
    if (found instanceof EventResult.Judged judged) {
      return judged.image();
    }
    String none = "no result of event " + event + " on topic " + topics.scores();
    throw new CommandFailedException(
        found instanceof EventResult.Skipped skipped
            ? none + " is a verdict: its image was SKIPPED (" + skipped.skip().detail() + ")"
            : none + why((EventResult.Unknown) found, topics, time),
        null);
  }

  private static String why(EventResult.Unknown unknown, Topics topics, Duration time) {
    Instant oldest = unknown.oldest();
    String read =
        unknown.results()
            + " results"
            + (oldest == null ? "" : " since " + oldest.truncatedTo(ChronoUnit.SECONDS));
    return unknown.isAll()
        ? " (kept "
            + TopicRole.SCORES.retention().map(Duration::toDays).orElse(0L)
            + " days; there are "
            + read
            + "): take the event id from the alert; images that were refused are on topic "
            + topics.deadLetters()
        : " within "
            + time.toSeconds()
            + " s, which was time for the newest "
            + read
            + ": look longer with --search-time";
  }
}
