package io.shotline.cli.option;

import org.jspecify.annotations.Nullable;

/** Says whether images of alerts are kept, as people type it. */
public enum EvidenceChoice {
  ON,
  OFF,
  /** As where it is said for all: of a product the service's word, of the service on. */
  DEFAULT;

  /** Returns the setting of a product; null: it has none of its own. */
  public @Nullable Boolean setting() {
    return this == DEFAULT ? null : Boolean.valueOf(this == ON);
  }
}
