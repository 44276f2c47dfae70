package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the last judged image of each camera, of at most {@value #MOST} cameras. A new camera
 * beyond that takes the place of the one that is silent for longest, if that is silent for an hour
 * or more: a sender that makes up ids cannot push working cameras out. A camera is forgotten after
 * a week, as long as results are kept. Safe for use by many threads.
 */
public final class Cameras {
  /** As many as have series of their own in the metrics. */
  public static final int MOST = 1000;

  private static final Duration FORGOTTEN = Duration.ofDays(7);
  private static final Duration GIVES_WAY = Duration.ofHours(1);
  private static final Comparator<CameraState> SILENT_FIRST =
      Comparator.comparing(CameraState::judgedAt);

  private final Clock clock;
  private final int most;
  private final Map<String, CameraState> last = new HashMap<>();
  private long leftOut;

  public Cameras(Clock clock) {
    this(clock, MOST);
  }

  /** Makes room for this many cameras. */
  Cameras(Clock clock, int most) {
    this.clock = requireNonNull(clock, "clock");
    this.most = most;
  }

  /** Takes a result; an older one than the last of its camera changes nothing. */
  public synchronized void judged(CameraState state) {
    CameraState before = last.get(state.cameraId());
    if (before == null && !makesRoom()) {
      leftOut++;
    } else if (before == null || !state.judgedAt().isBefore(before.judgedAt())) {
      last.put(state.cameraId(), state);
    }
  }

  /** Returns all cameras, by their ids. */
  public synchronized List<CameraState> all() {
    forget();
    return last.values().stream().sorted(Comparator.comparing(CameraState::cameraId)).toList();
  }

  /** Returns the state of a camera; empty if no image of it was judged in the time looked at. */
  public synchronized Optional<CameraState> find(String cameraId) {
    forget();
    return Optional.ofNullable(last.get(cameraId));
  }

  /** Returns how many results were left out since there are too many cameras. */
  public synchronized long leftOut() {
    return leftOut;
  }

  private void forget() {
    last.values().removeIf(state -> silent(state).compareTo(FORGOTTEN) > 0);
  }

  private boolean makesRoom() {
    if (last.size() >= most) {
      last.values().stream()
          .min(SILENT_FIRST)
          .filter(state -> silent(state).compareTo(GIVES_WAY) >= 0)
          .ifPresent(state -> last.remove(state.cameraId()));
    }
    return last.size() < most;
  }

  private Duration silent(CameraState state) {
    return state.age(clock.instant());
  }
}
