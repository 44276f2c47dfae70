package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.kafka.history.AlertImages;
import io.shotline.kafka.history.RecordedAlert;
import io.shotline.picture.PictureName;
import io.shotline.picture.ResultPictures;
import io.shotline.picture.SheetFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as pictures, in sections by what people answered. Says on standard error which alerts have
 * no image any more, and which images cannot be drawn.
 */
public final class AlertPictures implements AlertReport {
  private static final String OPEN = "Not answered";
  private static final String DEFECT = "Called a defect";
  private static final String FALSE_ALARM = "Called a false alarm";

  /** The sections of the page. */
  public static final List<String> SECTIONS = List.of(OPEN, DEFECT, FALSE_ALARM);

  /** How long the image of an alert may come after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A page of thousands of pictures is not written anew for each. */
  private static final Duration BETWEEN_PAGES = Duration.ofSeconds(5);

  private static final int MOST_MISSING_NAMED = 10;

  private final ResultPictures pictures;
  private final AlertImages images;
  private final PrintWriter err;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private long drawn;
  private long missing;
  private boolean isLive;
  private boolean isComplete = true;
  private boolean isPageDue;
  private long pageNanos;

  /**
   * Draws alerts.
   *
   * @param images of alerts; stay the caller's
   * @param since of which time alerts are shown
   * @param version of shotline, for the page
   */
  public AlertPictures(
      ResultPictures pictures, AlertImages images, PrintWriter err, Instant since, String version) {
    this.pictures = requireNonNull(pictures, "pictures");
    this.images = requireNonNull(images, "images");
    this.err = requireNonNull(err, "err");
    facts.put("Since", WallTime.of(since));
    facts.put("Made by", version);
  }

  @Override
  public void add(RecordedAlert alert, AlertSaid said) {
    Optional<EncodedImage> image = images.find(alert, isLive ? PATIENCE : Duration.ZERO);
    if (image.isEmpty()) {
      noteMissing(alert);
      return;
    }
    ScoredImage result = alert.image();
    PictureName name = PictureName.ofEvent(result.eventId(), alert.alert().source().toString());
    try {
      pictures.draw(
          section(said.answer()), name, event(result, image.get()), result, words(alert, said));
      drawn++;
      isPageDue = true;
    } catch (IOException e) {
      fail("picture of " + result.eventId() + ": " + e.getMessage());
    }
  }

  @Override
  public void caughtUp() {
    if (!isLive) {
      isLive = true;
      isPageDue = true;
      writePage();
      if (missing > MOST_MISSING_NAMED) {
        say(missing + " alerts have no picture, since their images are not kept");
      }
    } else if (System.nanoTime() - pageNanos > BETWEEN_PAGES.toNanos()) {
      writePage();
    }
  }

  @Override
  public void end() {
    writePage();
  }

  @Override
  public boolean isComplete() {
    return isComplete;
  }

  private void writePage() {
    if (!isPageDue) {
      return;
    }
    isPageDue = false;
    pageNanos = System.nanoTime();
    String lead =
        (drawn == 1 ? "1 alert" : drawn + " alerts")
            + (missing == 0 ? "." : "; " + missing + " more whose images are not kept.");
    try {
      pictures.writePage(new SheetFacts("Alerts", lead, facts));
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private void noteMissing(RecordedAlert alert) {
    missing++;
    if (missing <= MOST_MISSING_NAMED) {
      say("no picture of " + alert.image().eventId() + ": " + why(alert.alert().evidence()));
    }
  }

  private static String why(EvidenceState evidence) {
    return switch (evidence) {
      case KEPT -> "its image was deleted from topic evidence";
      case OMITTED_CAP ->
          "its image was not kept, since the camera had too many alerts in that hour";
      case OMITTED_SIZE -> "its image was not kept, since it is larger than a record may be";
      case OFF -> "its image was not kept, since evidence is off for it";
    };
  }

  private static ImageEvent event(ScoredImage result, EncodedImage image) {
    Subject subject = result.subject();
    return new ImageEvent(
        subject.eventId(),
        subject.cameraId(),
        subject.productId(),
        subject.capturedAt(),
        image,
        subject.attributes());
  }

  private static String section(@Nullable Feedback answer) {
    return answer == null
        ? OPEN
        : answer.verdict() == Feedback.Verdict.DEFECT ? DEFECT : FALSE_ALARM;
  }

  private static List<String> words(RecordedAlert alert, AlertSaid said) {
    ScoredImage image = alert.image();
    List<String> words = new ArrayList<>();
    words.add(image.productId() + " from camera " + image.cameraId());
    words.add(WallTime.of(alert.time()));
    said.words().ifPresent(words::add);
    String name = ResultNotes.name(image.subject());
    if (!name.isEmpty()) {
      words.add(name);
    }
    return words;
  }

  private void fail(String what) {
    isComplete = false;
    say(what);
  }

  private void say(String what) {
    err.println("shotline alerts: " + what.replaceAll("\\p{Cntrl}", "?"));
    err.flush();
  }
}
