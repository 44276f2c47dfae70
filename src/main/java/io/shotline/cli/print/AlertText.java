package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import io.shotline.core.view.ViewedPart;
import io.shotline.kafka.history.RecordedAlert;
import io.shotline.picture.ResultWords;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints alerts for people, a line each. */
public final class AlertText implements AlertReport {
  /** A verdict takes less, and cameras' clocks are seldom better. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private final PrintWriter out;

  public AlertText(PrintWriter out) {
    this.out = requireNonNull(out, "out");
  }

  @Override
  public void add(RecordedAlert alert, AlertSaid said) {
    // An id out of a message must not begin a line of its own, or colour a terminal.
    out.println(String.join("  ", words(alert, said)).replaceAll("\\p{Cntrl}", "?"));
    out.flush();
  }

  private static List<String> words(RecordedAlert alert, AlertSaid said) {
    ScoredImage image = alert.image();
    List<String> words = new ArrayList<>();
    words.add(WallTime.of(alert.time()));
    words.add(image.cameraId());
    words.add(image.productId());
    words.add(ResultWords.ratio(image.ratio()));
    words.add(where(alert.alert().hottestRegion(), image.viewedPart()));
    words.add("event " + image.eventId());
    if (Duration.between(image.capturedAt(), alert.time()).abs().compareTo(AT_ONCE) > 0) {
      words.add("taken " + WallTime.of(image.capturedAt()));
    }
    String name = ResultNotes.name(image.subject());
    if (!name.isEmpty()) {
      words.add(name);
    }
    if (!image.warnings().isEmpty()) {
      words.add("warning " + kinds(image.warnings()));
    }
    EvidenceState evidence = alert.alert().evidence();
    if (evidence == EvidenceState.OMITTED_CAP || evidence == EvidenceState.OMITTED_SIZE) {
      words.add("evidence omitted");
    }
    said.words().ifPresent(words::add);
    return words;
  }

  private static String where(Region region, @Nullable ViewedPart viewed) {
    String pixels = RegionWords.of(region);
    return viewed == null ? pixels : pixels + ", " + RegionWords.place(region, viewed.image());
  }

  private static String kinds(List<Warning> warnings) {
    return warnings.stream()
        .map(warning -> warning.kind().name())
        .collect(Collectors.joining(", "));
  }
}
