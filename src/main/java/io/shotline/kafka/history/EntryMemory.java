package io.shotline.kafka.history;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.Answer;
import io.shotline.core.line.Handling;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import java.util.Map;

/** Estimates from above how much of the heap an entry takes, with its place in tables. */
final class EntryMemory {
  /** Numbers, times, view and references of an entry. */
  private static final int FIXED_BYTES = 1600;

  /** Of a text and the reference to it. */
  private static final int TEXT_BYTES = 64;

  /** The JVM stores texts of such characters alone in a byte each. */
  private static final int LAST_SMALL = 255;

  private EntryMemory() {}

  /** Returns bytes. */
  static long of(AlertEntry entry) {
    ScoredImage result = entry.result();
    long bytes = FIXED_BYTES + of(entry.handling());
    bytes += of(result.eventId()) + of(result.cameraId()) + of(result.productId());
    bytes += of(result.modelName()) + of(result.modelVersion());
    bytes += of(result.shots().digest()) + of(entry.source().topic());
    for (Map.Entry<String, String> each : result.subject().attributes().entrySet()) {
      bytes += of(each.getKey()) + of(each.getValue());
    }
    for (String shot : result.shotIds()) {
      bytes += of(shot);
    }
    for (Warning warning : result.warnings()) {
      bytes += of(warning.detail());
    }
    return bytes;
  }

  private static long of(Handling handling) {
    Acknowledgement seen = handling.acknowledgement();
    Answer answer = handling.answer();
    return (seen == null ? 0 : TEXT_BYTES + of(seen.by()) + of(seen.note()))
        + (answer == null ? 0 : TEXT_BYTES + of(answer.by()) + of(answer.note()));
  }

  private static long of(String text) {
    boolean isSmall = text.chars().allMatch(character -> character <= LAST_SMALL);
    return TEXT_BYTES + (isSmall ? 1L : 2L) * text.length();
  }
}
