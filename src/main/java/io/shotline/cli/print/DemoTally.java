package io.shotline.cli.print;

import io.shotline.core.result.Verdict;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds what came out of the stream against what the line drew. Frames are added by the thread that
 * publishes, results by the one that reads.
 */
public final class DemoTally {
  private static final String NORMAL = "normal";

  private final Map<String, String> truths = new ConcurrentHashMap<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> anomalous = new HashSet<>();
  private final Set<String> alerted = new HashSet<>();
  private int deadLetters;

  public void published(String eventId, String truth) {
    truths.put(eventId, truth);
  }

  public void add(StreamResult result) {
    if (result instanceof ScoredRecord scored) {
      answered.add(scored.image().eventId());
      if (scored.image().verdict() == Verdict.ANOMALOUS) {
        anomalous.add(scored.image().eventId());
      }
    } else if (result instanceof AlertRecord alert) {
      alerted.add(alert.image().eventId());
    } else {
      deadLetters++;
    }
  }

  /** What the line drew: {@code normal} or the kind of defect. */
  String truth(String eventId) {
    return truths.getOrDefault(eventId, "unknown");
  }

  /** Whether every one of this many frames has its result and every anomaly its alert. */
  public boolean isComplete(long frames) {
    return answered.size() + deadLetters >= frames && alerted.size() >= anomalous.size();
  }

  int answered() {
    return answered.size() + deadLetters;
  }

  private long count(boolean defective, Set<String> events) {
    return events.stream().filter(event -> truth(event).equals(NORMAL) != defective).count();
  }

  /** The closing line: what was drawn and what was found. */
  public String line(Format format) {
    String pattern =
        format == Format.JSON
            ? "{\"frames\":%d,\"defective\":%d,\"alerted\":%d,\"false_alarms\":%d,"
                + "\"dead_letters\":%d}"
            : "demo: frames=%d defective=%d alerted=%d false_alarms=%d dead_letters=%d";
    return String.format(
        Locale.ROOT,
        pattern,
        answered(),
        count(true, truths.keySet()),
        count(true, alerted),
        count(false, alerted),
        deadLetters);
  }
}
