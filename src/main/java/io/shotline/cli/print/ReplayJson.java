package io.shotline.cli.print;

import io.shotline.core.image.Rejection;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.view.ViewedPart;
import io.shotline.kafka.history.GivenVerdicts.Given;
import io.shotline.replay.ReplaySummary;
import io.shotline.replay.ReplayTally;
import io.shotline.replay.ReplayedImage;
import io.shotline.wire.SourceRecord;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A replay for programs: an object for each changed or unreadable image, then one of sums. */
public final class ReplayJson implements ReplayReport {
  private final JsonLines lines;

  public ReplayJson(PrintWriter out) {
    this.lines = new JsonLines(out);
  }

  @Override
  public void add(ReplayedImage image) {
    if (image.now() instanceof Outcome.Rejected rejected) {
      lines.print(unreadable(image.source(), rejected.rejection()));
    } else if (image.isChanged() && image.now() instanceof Outcome.Judged scored) {
      lines.print(change(image, scored.image()));
    }
  }

  @Override
  public void summary(ReplaySummary summary) {
    ReplayTally tally = summary.tally();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("images", tally.total());
    line.put("left_out", tally.leftOut());
    line.put("model", summary.model());
    line.put("models_before", summary.modelsBefore());
    line.put("output_topic", summary.outputTopic());
    line.put("newly_anomalous", tally.newlyAnomalous());
    line.put("no_more_anomalous", tally.noMoreAnomalous());
    line.put("verdicts", tally.table());
    line.put("unreadable", tally.unreadable());
    line.put("feedback", feedback(tally));
    lines.print(Map.of("summary", line));
  }

  private static Map<String, Object> feedback(ReplayTally tally) {
    Map<String, Object> said = new LinkedHashMap<>();
    tally
        .said()
        .forEach(
            (what, counts) ->
                said.put(
                    what.name(),
                    Map.of(
                        "images", counts.images(),
                        "were_anomalous", counts.wereAnomalous(),
                        "are_anomalous", counts.areAnomalous())));
    return said;
  }

  private static Map<String, Object> unreadable(SourceRecord source, Rejection rejection) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("source", source.toString());
    line.put("unreadable", rejection.reason());
    line.put("detail", rejection.detail());
    return line;
  }

  private static Map<String, Object> change(ReplayedImage replayed, ScoredImage image) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", image.eventId());
    line.put("camera", image.cameraId());
    line.put("product", image.productId());
    line.put("captured_at", image.capturedAt().toString());
    line.put("source", replayed.source().toString());
    Given before = replayed.before();
    if (before != null) {
      line.put("was", Map.of("verdict", before.verdict(), "score", before.score()));
    }
    line.put("verdict", image.verdict());
    line.put("score", image.score());
    line.put("threshold", image.threshold());
    line.put("attributes", new TreeMap<>(image.subject().attributes()));
    ViewedPart viewed = image.viewedPart();
    if (viewed != null) {
      line.put("looked_at_share", viewed.share());
    }
    line.put(
        "warnings",
        image.warnings().stream()
            .map(warning -> Map.of("kind", warning.kind(), "detail", warning.detail()))
            .toList());
    Feedback said = replayed.said();
    if (said != null) {
      line.put("feedback", said.verdict());
    }
    return line;
  }
}
