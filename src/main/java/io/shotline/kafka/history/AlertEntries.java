package io.shotline.kafka.history;

import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.Handling;
import io.shotline.core.line.ImagePlace;
import io.shotline.core.result.Difference;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.wire.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes entries of lists from alerts. An entry has no map, and whatever a sender wrote, its texts
 * are short: thousands of entries are held.
 */
final class AlertEntries {
  /** Of an id, as in all messages. */
  private static final int MOST_OF_ID = 1024;

  private static final int MOST_OF_NAME = 200;
  private static final int MOST_OF_DETAIL = 300;
  private static final int MOST_ATTRIBUTES = 16;
  private static final int MOST_SHOTS = 32;
  private static final int MOST_WARNINGS = 16;

  /** Characters of all attributes, or all shots. */
  private static final int MOST_OF_ALL = 1024;

  private AlertEntries() {}

  /** Returns the entry of an alert that nobody has dealt with. */
  static AlertEntry of(RecordedAlert alert) {
    SourceRecord place = alert.place();
    SourceRecord source = alert.alert().source();
    return new AlertEntry(
        new AlertId(place.partition(), place.offset()),
        alert.time(),
        shortened(alert.image()),
        alert.alert().hottestRegion(),
        alert.alert().evidence(),
        new ImagePlace(cut(source.topic(), MOST_OF_ID), source.partition(), source.offset()),
        Handling.NONE);
  }

  /** Returns a text of at most so many characters, with three dots where it was cut. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  private static ScoredImage shortened(ScoredImage image) {
    Subject subject = image.subject();
    Difference found = image.difference();
    ShotBasis shots = found.shots();
    return new ScoredImage(
        new Subject(
            cut(subject.eventId(), MOST_OF_ID),
            cut(subject.cameraId(), MOST_OF_ID),
            cut(subject.productId(), MOST_OF_ID),
            subject.capturedAt(),
            attributes(subject.attributes())),
        image.scoredAt(),
        new ModelLabel(
            cut(image.modelName(), MOST_OF_NAME), cut(image.modelVersion(), MOST_OF_NAME)),
        image.judgement(),
        new Difference(
            shotIds(found.shotIds()),
            new ShotBasis(cut(shots.digest(), MOST_OF_NAME), shots.median(), shots.compared()),
            found.components(),
            null,
            found.viewedPart(),
            warnings(found.warnings())),
        image.timings());
  }

  private static Map<String, String> attributes(Map<String, String> all) {
    Map<String, String> kept = new LinkedHashMap<>();
    int room = MOST_OF_ALL;
    for (Map.Entry<String, String> each : new TreeMap<>(all).entrySet()) {
      String name = cut(each.getKey(), MOST_OF_NAME);
      String value = cut(each.getValue(), MOST_OF_NAME);
      int length = name.length() + value.length();
      if (kept.size() < MOST_ATTRIBUTES && length <= room) {
        kept.put(name, value);
        room -= length;
      }
    }
    return kept;
  }

  private static List<String> shotIds(List<String> all) {
    List<String> kept = new ArrayList<>();
    int room = MOST_OF_ALL;
    for (String id : all) {
      if (kept.size() < MOST_SHOTS && id.length() <= room) {
        kept.add(id);
        room -= id.length();
      }
    }
    return kept;
  }

  private static List<Warning> warnings(List<Warning> all) {
    return all.stream()
        .limit(MOST_WARNINGS)
        .map(warning -> new Warning(warning.kind(), cut(warning.detail(), MOST_OF_DETAIL)))
        .toList();
  }
}
