package io.shotline.kafka.stream;

import io.shotline.core.Bounds;
import java.util.Set;

/**
 * Which repeats of cameras are noticed.
 *
 * @param duplicateWindow how many judged events of each camera are known again; 0: none
 * @param loopingCameras send the same picture on purpose, so they are never taken for frozen
 */
public record RepeatSettings(int duplicateWindow, Set<String> loopingCameras) {
  /** The last 1,000 events of a camera; no camera loops. */
  public static final RepeatSettings DEFAULT = new RepeatSettings(1000, Set.of());

  public RepeatSettings {
    Bounds.requireAtLeast("duplicate window", duplicateWindow, 0);
    loopingCameras = Set.copyOf(loopingCameras);
  }
}
