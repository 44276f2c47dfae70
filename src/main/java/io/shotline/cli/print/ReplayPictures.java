package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.kafka.history.GivenVerdicts.Given;
import io.shotline.picture.PictureName;
import io.shotline.picture.PicturesOf;
import io.shotline.picture.ResultPictures;
import io.shotline.picture.ResultWords;
import io.shotline.picture.SheetFacts;
import io.shotline.replay.ReplaySummary;
import io.shotline.replay.ReplayTally;
import io.shotline.replay.ReplayedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay as pictures: the images that are anomalous or were, by what changed of them. Says on
 * standard error which cannot be drawn.
 */
public final class ReplayPictures implements ReplayReport {
  private static final String NOW = "Now anomalous, and were not";
  private static final String NO_MORE = "No more anomalous";
  private static final String STILL = "Anomalous as before";
  private static final String NEVER = "Not anomalous, as before";

  /** The sections of the page. */
  public static final List<String> SECTIONS = List.of(NOW, NO_MORE, STILL, NEVER);

  private final ResultPictures pictures;
  private final PicturesOf of;
  private final PrintWriter err;
  private final String version;
  private boolean isComplete = true;

  /**
   * @param of anomalous draws those that are so now or were before
   * @param version of shotline, for the page
   */
  public ReplayPictures(ResultPictures pictures, PicturesOf of, PrintWriter err, String version) {
    this.pictures = requireNonNull(pictures, "pictures");
    this.of = requireNonNull(of, "of");
    this.err = requireNonNull(err, "err");
    this.version = requireNonNull(version, "version");
  }

  @Override
  public void add(ReplayedImage image) {
    ImageEvent event = image.event();
    if (event == null || !(image.now() instanceof Outcome.Judged judged)) {
      return;
    }
    String section = section(image);
    if (of == PicturesOf.ANOMALOUS && section.equals(NEVER)) {
      return;
    }
    PictureName name = PictureName.ofEvent(event.eventId(), image.source().toString());
    try {
      pictures.draw(section, name, event, judged.image(), words(image, judged.image()));
    } catch (IOException e) {
      fail("picture of " + event.eventId() + ": " + e.getMessage());
    }
  }

  @Override
  public void summary(ReplaySummary summary) {
    ReplayTally tally = summary.tally();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Images", String.valueOf(tally.total()));
    facts.put("Model now", summary.model());
    facts.put(
        "Model before",
        summary.modelsBefore().isEmpty() ? "none" : String.join(", ", summary.modelsBefore()));
    tally.said().forEach((what, counts) -> facts.put(name(what), found(counts)));
    facts.put("Results", "topic " + summary.outputTopic());
    facts.put("Made by", version);
    String lead =
        String.format(
            Locale.ROOT,
            "Of %d images, %d are anomalous now and were not; %d are no more.",
            tally.total(),
            tally.newlyAnomalous(),
            tally.noMoreAnomalous());
    try {
      pictures.writePage(new SheetFacts("Replay: what changed", lead, facts));
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean isComplete() {
    return isComplete;
  }

  private static String section(ReplayedImage image) {
    boolean was = image.verdictBefore() == Verdict.ANOMALOUS;
    boolean isNow = image.verdictNow() == Verdict.ANOMALOUS;
    return isNow ? (was ? STILL : NOW) : (was ? NO_MORE : NEVER);
  }

  private static List<String> words(ReplayedImage image, ScoredImage now) {
    List<String> words = new ArrayList<>();
    words.add(before(image.before()));
    Feedback said = image.said();
    if (said != null) {
      words.add("people called it a " + FeedbackName.of(said.verdict()).replace('-', ' '));
    }
    words.add(now.productId() + " from camera " + now.cameraId() + " at " + now.capturedAt());
    String name = ResultNotes.name(now.subject());
    if (!name.isEmpty()) {
      words.add(name);
    }
    return words;
  }

  private static String before(@Nullable Given before) {
    return before == null
        ? "had no verdict"
        : String.format(
            Locale.ROOT,
            "was %s, score %.4f%s",
            ResultWords.verdict(before.verdict()),
            before.score(),
            before.heldAgainst() == null
                ? ""
                : String.format(Locale.ROOT, ", threshold %.4f", before.heldAgainst().value()));
  }

  private static String name(Feedback.Verdict said) {
    return said == Feedback.Verdict.DEFECT ? "Called defects" : "Called false alarms";
  }

  private static String found(ReplayTally.Said counts) {
    return String.format(
        Locale.ROOT,
        "%d: %d were anomalous, %d are now",
        counts.images(),
        counts.wereAnomalous(),
        counts.areAnomalous());
  }

  private void fail(String what) {
    isComplete = false;
    err.println("shotline replay: " + what);
    err.flush();
  }
}
