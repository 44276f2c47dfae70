package io.shotline.kafka.history;

import io.shotline.core.image.Region;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.result.Difference;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Warning;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Alerts that were never on a topic. */
final class SampleAlerts {
  private SampleAlerts() {}

  /** An alert of this millisecond, partition and offset; its event is {@code e-OFFSET}. */
  static AlertEntry entry(long millis, int partition, long offset) {
    return AlertEntries.of(recorded(millis, partition, offset, "camera-1", "cap"));
  }

  static RecordedAlert recorded(
      long millis, int partition, long offset, String camera, String product) {
    return new RecordedAlert(
        PublishedAlerts.alert("e-" + offset, camera, product),
        new SourceRecord("anomalies", partition, offset),
        Instant.ofEpochMilli(millis));
  }

  /** An alert with as many attributes as a result takes, of this letter. */
  static RecordedAlert withAttributes(long offset, char letter) {
    ScoredImage image = PublishedAlerts.alert("e-" + offset, "camera-1", "cap").image();
    return recorded(offset, subject(image, "", letter, offset), image, image.difference());
  }

  /**
   * An alert with all that a sender can put in.
   *
   * @param letter that all texts are of
   * @param idLength characters of each id
   */
  static RecordedAlert greatest(long offset, char letter, int idLength) {
    ScoredImage image = PublishedAlerts.alert("e", "camera", "product").image();
    Difference found = image.difference();
    Difference large =
        new Difference(
            IntStream.range(0, 200).mapToObj(i -> offset + "-" + i + text(letter, 40)).toList(),
            found.shots(),
            found.components(),
            found.residualMap(),
            found.viewedPart(),
            Arrays.stream(Warning.Kind.values())
                .map(kind -> new Warning(kind, offset + "-" + text(letter, 5000)))
                .toList());
    String more = text(letter, idLength - String.valueOf(offset).length());
    return recorded(offset, subject(image, more, letter, offset), image, large);
  }

  private static Subject subject(ScoredImage image, String more, char letter, long offset) {
    Map<String, String> attributes =
        IntStream.range(0, 40)
            .boxed()
            .collect(Collectors.toMap(i -> offset + "-" + i, i -> text(letter, 90)));
    return new Subject(
        offset + more, "c" + offset + more, "p" + offset + more, image.capturedAt(), attributes);
  }

  private static RecordedAlert recorded(
      long offset, Subject subject, ScoredImage image, Difference found) {
    ScoredImage made =
        new ScoredImage(
            subject, image.scoredAt(), image.model(), image.judgement(), found, image.timings());
    return new RecordedAlert(
        new AlertRecord(
            new ScoredRecord(made, new SourceRecord("images", 0, offset)),
            new Region(1, 2, 3, 4),
            EvidenceState.KEPT),
        new SourceRecord("anomalies", 0, offset),
        Instant.ofEpochMilli(offset));
  }

  private static String text(char letter, int length) {
    char[] characters = new char[Math.max(0, length)];
    Arrays.fill(characters, letter);
    return new String(characters);
  }

  static List<String> ids(List<AlertEntry> alerts) {
    return alerts.stream().map(alert -> alert.id().toString()).toList();
  }
}
