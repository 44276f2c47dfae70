package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Says of a model what file it was made of, under which licence, and how.
 *
 * @param how the file was turned into the model, such as {@code side 448}
 */
public record SourceNote(PublishedModel model, String how) {
  public SourceNote {
    requireNonNull(model, "model");
    requireNonNull(how, "how");
  }

  /** Returns the note as it lies beside the model. */
  public String text() {
    return String.join("\n", lines()) + "\n";
  }

  /** Returns whether another note says the same of file and making. */
  boolean isOf(String other) {
    List<String> said = other.lines().toList();
    return said.contains(sum()) && said.contains(making());
  }

  private List<String> lines() {
    return List.of(
        "# " + model.name(),
        "Made by `shotline model get " + model.name() + "`.",
        "",
        "- Weights: " + model.source(),
        sum(),
        "- Licence of the weights: " + model.licence().name() + ", " + model.licence().text(),
        making());
  }

  private String sum() {
    return "- SHA-256 of the weights: " + model.sha256();
  }

  private String making() {
    return "- Made with: " + how;
  }
}
