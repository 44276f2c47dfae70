package io.shotline.convert;

import static java.util.Objects.requireNonNull;

/** What the caller says of a converted model, for its card. */
public record ModelFacts(String name, double defaultThreshold, String licence, String provenance) {
  public ModelFacts {
    requireNonNull(name, "name");
    requireNonNull(licence, "licence");
    requireNonNull(provenance, "provenance");
  }
}
