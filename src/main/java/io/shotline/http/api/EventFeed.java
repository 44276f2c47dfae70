package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.AlertChange;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.LineListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what happens on the line into the log of events. Each change of an alert is an event; of a
 * camera's results and of dead letters with one reason, one a second is. Safe for use by many
 * threads.
 */
public final class EventFeed implements LineListener {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Names come from outside; beyond this all are forgotten, and told again. */
  private static final int MOST_NAMES = 2000;

  private final EventLog log;
  private final Clock clock;
  private final Map<String, Instant> told = new HashMap<>();

  public EventFeed(EventLog log, Clock clock) {
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Writes what became of an alert or a shelf. */
  public void changed(AlertChange change) {
    if (change instanceof AlertChange.Appeared appeared) {
      log.add("alert", AlertJson.of(appeared.alert()));
    } else if (change instanceof AlertChange.Handled handled) {
      log.add("alert_changed", AlertJson.of(handled.alert()));
    } else if (change instanceof AlertChange.Shelved shelved) {
      log.add("shelved", AlertJson.of(shelved.shelf()));
    } else if (change instanceof AlertChange.Unshelved unshelved) {
      log.add("unshelved", AlertJson.of(unshelved.shelf()));
    }
  }

  @Override
  public void judged(CameraState camera) {
    Instant now = clock.instant();
    if (isDue("camera " + camera.cameraId(), now)) {
      log.add("camera", "camera " + camera.cameraId(), LineJson.of(camera, now));
    }
  }

  @Override
  public void rejected(DeadLetter letter) {
    if (isDue("dead letter " + letter.reason(), clock.instant())) {
      log.add("dead_letter", LineJson.of(letter));
    }
  }

  private synchronized boolean isDue(String name, Instant now) {
    Instant before = told.get(name);
    if (before != null && Duration.between(before, now).abs().compareTo(PAUSE) < 0) {
      return false;
    }
    if (told.size() >= MOST_NAMES) {
      told.clear();
    }
    told.put(name, now);
    return true;
  }
}
