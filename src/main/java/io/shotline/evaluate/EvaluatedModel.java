package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ModelLabel;
import java.nio.file.Path;

/**
 * A model that was tried.
 *
 * @param folder as it was named
 * @param label name and version that its card states
 */
public record EvaluatedModel(Path folder, ModelLabel label) {
  public EvaluatedModel {
    requireNonNull(folder, "folder");
    requireNonNull(label, "label");
  }
}
