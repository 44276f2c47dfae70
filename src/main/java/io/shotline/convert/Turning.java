package io.shotline.convert;

import io.shotline.core.port.TurnRule;
import org.jspecify.annotations.Nullable;

/** Whether the banks of a converted model hold turned copies of shots. */
public enum Turning {
  /** Where they lower the shots' own scores, as in the models that are shipped. */
  AUTO,

  /** Always. */
  ON,

  /** Never. */
  OFF;

  private static final int NEWEST_SHOTS = 8;

  /** Returns the rule for the card; null for none. */
  public @Nullable TurnRule rule() {
    return switch (this) {
      case AUTO -> new TurnRule(1.25, NEWEST_SHOTS);
      case ON -> new TurnRule(0, NEWEST_SHOTS);
      case OFF -> null;
    };
  }
}
