package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.Feedback;
import io.shotline.core.ScoredImage;
import io.shotline.core.Verdict;
import io.shotline.core.image.Rejection;
import io.shotline.kafka.topic.GivenVerdicts;
import io.shotline.kafka.topic.GivenVerdicts.Given;
import io.shotline.wire.SourceRecord;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds new verdicts against those that the images got when they came. Prints the images that
 * became or ceased to be anomalous as they come, and the sums at the end. Used by one thread.
 */
final class ReplayReport {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintWriter out;
  private final Format format;
  private final GivenVerdicts given;
  private final Map<String, Feedback> feedback;
  private final ReplayTally tally = new ReplayTally();
  private long leftOut;

  /**
   * @param feedback what people said, by event id
   */
  ReplayReport(
      PrintWriter out, Format format, GivenVerdicts given, Map<String, Feedback> feedback) {
    this.out = requireNonNull(out, "out");
    this.format = requireNonNull(format, "format");
    this.given = requireNonNull(given, "given");
    this.feedback = Map.copyOf(feedback);
  }

  /** How many images there were, those left out too. */
  long images() {
    return tally.total() + leftOut;
  }

  /** An image of another product or camera. */
  void leftOut() {
    leftOut++;
  }

  void scored(SourceRecord source, ScoredImage image) {
    Given before = given.of(source).orElse(null);
    Verdict was = before == null ? null : before.verdict();
    Feedback said = feedback.get(image.eventId());
    tally.add(was, image.verdict());
    if (said != null) {
      tally.said(said.verdict(), was, image.verdict());
    }
    if ((was == Verdict.ANOMALOUS) != (image.verdict() == Verdict.ANOMALOUS)) {
      print(
          format == Format.JSON
              ? json(change(source, image, before, said))
              : text(image, before, said));
    }
  }

  /** The image cannot be scored; its reason is counted. */
  void unreadable(SourceRecord source, Rejection rejection) {
    tally.add(given.of(source).map(Given::verdict).orElse(null), null);
    tally.unreadable(rejection.reason());
    if (format == Format.JSON) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("source", source.toString());
      line.put("unreadable", rejection.reason());
      line.put("detail", rejection.detail());
      print(json(line));
    }
  }

  /**
   * The sums.
   *
   * @param model that scored now
   */
  void summary(String model, String topic) {
    if (format == Format.JSON) {
      print(json(sums(model, topic)));
    } else {
      printTable();
      tally.unreadable().forEach((reason, count) -> print("unreadable: " + count + " " + reason));
      tally.said().forEach((what, counts) -> print(words(what, counts)));
      print(
          String.format(
              Locale.ROOT,
              "%d images, before with %s, now with %s: %d now anomalous, %d no more; written to %s",
              tally.total(),
              given.models().isEmpty() ? "no model" : String.join(", ", given.models()),
              model,
              newlyAnomalous(),
              noMoreAnomalous(),
              topic));
    }
  }

  private Map<String, Object> sums(String model, String topic) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("images", tally.total());
    line.put("left_out", leftOut);
    line.put("model", model);
    line.put("models_before", given.models());
    line.put("output_topic", topic);
    line.put("newly_anomalous", newlyAnomalous());
    line.put("no_more_anomalous", noMoreAnomalous());
    line.put("verdicts", tally.table());
    line.put("unreadable", tally.unreadable());
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
    line.put("feedback", said);
    return Map.of("summary", line);
  }

  private long newlyAnomalous() {
    long all = tally.count(null, Verdict.ANOMALOUS);
    return all
        + tally.count(Verdict.NORMAL, Verdict.ANOMALOUS)
        + tally.count(Verdict.SKIPPED, Verdict.ANOMALOUS);
  }

  private long noMoreAnomalous() {
    return tally.count(Verdict.ANOMALOUS, Verdict.NORMAL)
        + tally.count(Verdict.ANOMALOUS, Verdict.SKIPPED);
  }

  private void printTable() {
    StringBuilder head = new StringBuilder(String.format("%-14s", ""));
    tally.table().values().iterator().next().keySet().stream()
        .map(now -> String.format("%16s", now.equals("unreadable") ? now : "now " + now))
        .forEach(head::append);
    print(head.toString());
    tally
        .table()
        .forEach(
            (was, row) -> {
              StringBuilder line =
                  new StringBuilder(
                      String.format("%-14s", was.equals("no verdict") ? was : "was " + was));
              row.values().forEach(count -> line.append(String.format("%16d", count)));
              print(line.toString());
            });
  }

  private static String words(Feedback.Verdict what, ReplayTally.Said counts) {
    return String.format(
        Locale.ROOT,
        "people called %d of them %s: %d were anomalous, %d are now",
        counts.images(),
        what == Feedback.Verdict.DEFECT ? "defects" : "false alarms",
        counts.wereAnomalous(),
        counts.areAnomalous());
  }

  private static Map<String, Object> change(
      SourceRecord source, ScoredImage image, @Nullable Given before, @Nullable Feedback said) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", image.eventId());
    line.put("camera", image.cameraId());
    line.put("product", image.productId());
    line.put("captured_at", image.capturedAt().toString());
    line.put("source", source.toString());
    if (before != null) {
      line.put("was", Map.of("verdict", before.verdict(), "score", before.score()));
    }
    line.put("verdict", image.verdict());
    line.put("score", image.score());
    line.put("threshold", image.threshold());
    if (said != null) {
      line.put("feedback", said.verdict());
    }
    return line;
  }

  private static String text(ScoredImage image, @Nullable Given before, @Nullable Feedback said) {
    return String.format(
        Locale.ROOT,
        "%-16s -> %-9s %.4f (threshold %.4f)  %s of %s at %s%s",
        before == null
            ? "no verdict"
            : String.format(Locale.ROOT, "%-9s %.4f", before.verdict(), before.score()),
        image.verdict(),
        image.score(),
        image.threshold(),
        image.eventId(),
        image.productId(),
        image.capturedAt(),
        said == null ? "" : ", called a " + FeedbackCommand.VerdictName.of(said.verdict()));
  }

  private String json(Map<String, Object> line) {
    try {
      return json.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written", e);
    }
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
