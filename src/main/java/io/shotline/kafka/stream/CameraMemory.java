package io.shotline.kafka.stream;

import static io.shotline.failure.ForeignText.shown;
import static java.util.Objects.requireNonNull;

import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.result.ClockSkew;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.kafka.ahead.TakenImage;
import io.shotline.wire.SourceRecord;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is remembered of the cameras of a partition: the events that were judged, and the pictures
 * that came again. Only images with a verdict count. Made when the partition begins, used by its
 * stream thread.
 */
final class CameraMemory {
  /** A camera is frozen from its picture of this number on, in a row. */
  static final int FROZEN_PICTURES = 5;

  /** A camera that got no answer sends its image again; one that does it so often is stuck. */
  static final int REPEATS_OF_A_STUCK_CAMERA = 3;

  private final JudgedEvents events;
  private final InARow pictures = new InARow();
  private final InARow sentEvents = new InARow();
  private final RepeatSettings settings;
  private final ScoringMonitor monitor;
  private final ImageLog log;

  CameraMemory(
      KeyValueStore<Bytes, byte[]> store,
      RepeatSettings settings,
      ScoringMonitor monitor,
      ImageLog log) {
    this.events = new JudgedEvents(store, settings.duplicateWindow());
    this.settings = settings;
    this.monitor = requireNonNull(monitor, "monitor");
    this.log = requireNonNull(log, "log");
  }

  /** Returns whether the event was judged before, by this file. */
  boolean isRepeat(Subject subject, long picture, SourceRecord source) {
    return events.isRepeat(subject, picture, source);
  }

  /** Remembers an image; returns it with what its camera gives reason to doubt. */
  ScoredImage add(ScoredImage image, TakenImage taken, SourceRecord source) {
    if (image.isDuplicate()) {
      addRepeat(image.subject());
    }
    if (image.verdict() == Verdict.SKIPPED) {
      return image;
    }
    sentEvents.add(image.cameraId(), event(image.subject()));
    logSkew(image);
    Optional<Warning> reused =
        events
            .other(image.subject(), taken.picture(), source)
            .map(offset -> reused(image.subject(), source, offset));
    reused.ifPresent(warning -> log.doubted(image, warning));
    events.add(image.subject(), taken.picture(), source);
    ScoredImage remembered = reused.map(image::withWarning).orElse(image);
    String camera = image.cameraId();
    int same = pictures.add(camera, taken.picture());
    int repeats = settings.loopingCameras().contains(camera) ? 0 : same;
    monitor.pictureRepeated(camera, repeats);
    if (repeats + 1 < FROZEN_PICTURES) {
      return remembered;
    }
    Warning frozen = frozen(camera, repeats);
    log.doubted(image, frozen);
    return remembered.withWarning(frozen);
  }

  private void addRepeat(Subject subject) {
    int times = sentEvents.add(subject.cameraId(), event(subject));
    if (times >= REPEATS_OF_A_STUCK_CAMERA) {
      log.repeated(subject, times);
    }
  }

  private void logSkew(ScoredImage image) {
    ClockSkew skew = ClockSkew.of(image);
    if (skew != ClockSkew.NONE) {
      log.misdated(image, skew);
    }
  }

  private static long event(Subject subject) {
    return TextHash.of(subject.eventId()).low();
  }

  private static Warning reused(Subject subject, SourceRecord source, long offset) {
    return new Warning(
        Warning.Kind.REUSED_EVENT_ID,
        "event id "
            + shown(subject.eventId())
            + " was sent before with another image ("
            + new SourceRecord(source.topic(), source.partition(), offset)
            + ", now "
            + source
            + "): results, alerts and answers of the two cannot be told apart; let the camera"
            + " number on after a restart, or put the time of its start into the ids");
  }

  private static Warning frozen(String camera, int repeats) {
    return new Warning(
        Warning.Kind.FROZEN_CAMERA,
        "the same file as the "
            + repeats
            + " images before it: camera "
            + shown(camera)
            + " shows no new picture; start it anew, or name it in --looping-cameras if it repeats"
            + " pictures on purpose");
  }
}
