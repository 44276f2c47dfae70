package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Warning;

/** A reason to doubt a shot, whatever it is compared with. */
public record ShotWarning(String shotId, Warning warning) {
  public ShotWarning {
    requireNonNull(shotId, "shotId");
    requireNonNull(warning, "warning");
  }
}
