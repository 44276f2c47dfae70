package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Feedback;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.history.GivenVerdicts.Given;
import io.shotline.replay.ReplaySummary;
import io.shotline.replay.ReplayTally;
import io.shotline.replay.ReplayedImage;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A replay for people: a line for each image that became or ceased to be anomalous, then tables.
 */
public final class ReplayText implements ReplayReport {
  private final PrintWriter out;

  public ReplayText(PrintWriter out) {
    this.out = requireNonNull(out, "out");
  }

  @Override
  public void add(ReplayedImage image) {
    if (image.isChanged() && image.now() instanceof Outcome.Judged scored) {
      print(line(image.before(), scored.image(), image.said()));
    }
  }

  @Override
  public void summary(ReplaySummary summary) {
    ReplayTally tally = summary.tally();
    printTable(tally);
    tally.unreadable().forEach((reason, count) -> print("unreadable: " + count + " " + reason));
    tally.said().forEach((what, counts) -> print(words(what, counts)));
    print(
        String.format(
            Locale.ROOT,
            "%d images, before with %s, now with %s: %d now anomalous, %d no more; written to %s",
            tally.total(),
            summary.modelsBefore().isEmpty()
                ? "no model"
                : String.join(", ", summary.modelsBefore()),
            summary.model(),
            tally.newlyAnomalous(),
            tally.noMoreAnomalous(),
            summary.outputTopic()));
  }

  private void printTable(ReplayTally tally) {
    Table table = new Table().left("");
    tally.table().values().iterator().next().keySet().stream()
        .map(now -> now.equals("unreadable") ? now : "now " + now)
        .forEach(table::right);
    tally
        .table()
        .forEach(
            (was, counts) -> {
              String name = was.equals("no verdict") ? was : "was " + was;
              table.row(
                  Stream.concat(Stream.of(name), counts.values().stream().map(String::valueOf))
                      .toArray(String[]::new));
            });
    table.print(out);
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

  private static String line(@Nullable Given before, ScoredImage image, @Nullable Feedback said) {
    return String.format(
        Locale.ROOT,
        "%-16s -> %-9s %.4f (threshold %.4f)  %s of %s at %s%s%s",
        before == null
            ? "no verdict"
            : String.format(Locale.ROOT, "%-9s %.4f", before.verdict(), before.score()),
        image.verdict(),
        image.score(),
        image.threshold(),
        image.eventId(),
        image.productId(),
        image.capturedAt(),
        said == null ? "" : ", called a " + FeedbackName.of(said.verdict()),
        notes(image));
  }

  private static String notes(ScoredImage image) {
    String name = ResultNotes.name(image.subject());
    return Stream.concat(
            name.isEmpty() ? Stream.empty() : Stream.of(name), ResultNotes.doubts(image).stream())
        .map(", "::concat)
        .collect(Collectors.joining());
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
