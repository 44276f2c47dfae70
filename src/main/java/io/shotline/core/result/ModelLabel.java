package io.shotline.core.result;

import static java.util.Objects.requireNonNull;

/** Names a version of a model. */
public record ModelLabel(String name, String version) {
  public ModelLabel {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
  }

  /** Returns name and version, as in {@code mini/1}. */
  @Override
  public String toString() {
    return name + "/" + version;
  }
}
