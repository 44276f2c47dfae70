package io.shotline.convert;

import io.shotline.core.port.TurnRule;
import org.jspecify.annotations.Nullable;

/** Whether the banks of a converted model hold turned copies of shots. */
public enum Turning {
  /** Where they lower the shots' own scores, as in the models that are shipped. */
  AUTO(new TurnRule(1.25, 8)),

  /** Always. */
  ON(new TurnRule(0, 8)),

  /** Never. */
  OFF(null);

  private final @Nullable TurnRule rule;

  Turning(@Nullable TurnRule rule) {
    this.rule = rule;
  }

  /** Returns the rule for the card; null for none. */
  public @Nullable TurnRule rule() {
    return rule;
  }
}
