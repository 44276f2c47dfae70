package io.shotline.tensorflow.text;

import java.util.List;
import java.util.Set;

/**
 * What CLIP is asked about a product: sentences for one that is as it should be and for one that is
 * not, as the text prior of InCTRL words them.
 *
 * @param normal 154 prompts, states times templates; 1 for a name of the semantic benchmark
 * @param anomaly 88 prompts; 1 for a name of the semantic benchmark
 */
record PromptEnsemble(List<String> normal, List<String> anomaly) {
  private static final String BLANK = "{}";

  private static final List<String> NORMAL_STATES =
      List.of(
          "{}",
          "flawless {}",
          "perfect {}",
          "unblemished {}",
          "{} without flaw",
          "{} without defect",
          "{} without damage");

  private static final List<String> ANOMALY_STATES =
      List.of("damaged {}", "{} with flaw", "{} with defect", "{} with damage");

  private static final List<String> TEMPLATES =
      List.of(
          "a cropped photo of the {}.",
          "a cropped photo of a {}.",
          "a close-up photo of a {}.",
          "a close-up photo of the {}.",
          "a bright photo of a {}.",
          "a bright photo of the {}.",
          "a dark photo of a {}.",
          "a dark photo of the {}.",
          "a jpeg corrupted photo of a {}.",
          "a jpeg corrupted photo of the {}.",
          "a blurry photo of the {}.",
          "a blurry photo of a {}.",
          "a photo of the {}.",
          "a photo of a {}.",
          "a photo of a small {}.",
          "a photo of the small {}.",
          "a photo of a large {}.",
          "a photo of the large {}.",
          "a photo of a {} for visual inspection.",
          "a photo of the {} for visual inspection.",
          "a photo of a {} for anomaly detection.",
          "a photo of the {} for anomaly detection.");

  // Of these an anomaly is another thing, not a damaged one.
  private static final Set<String> SEMANTIC_NAMES =
      Set.of(
          "airplane",
          "automobile",
          "bird",
          "cat",
          "deer",
          "dog",
          "frog",
          "horse",
          "ship",
          "truck",
          "animal");

  PromptEnsemble {
    normal = List.copyOf(normal);
    anomaly = List.copyOf(anomaly);
  }

  /** The prompts for a product's display name, whose underscores count as spaces. */
  static PromptEnsemble of(String displayName) {
    String name = displayName.replace('_', ' ');
    if (SEMANTIC_NAMES.contains(name)) {
      return new PromptEnsemble(
          List.of("a photo of " + name + " for anomaly detection."),
          List.of("a photo without " + name + " for anomaly detection."));
    }
    return new PromptEnsemble(prompts(NORMAL_STATES, name), prompts(ANOMALY_STATES, name));
  }

  private static List<String> prompts(List<String> states, String name) {
    return states.stream()
        .map(state -> state.replace(BLANK, name))
        .flatMap(thing -> TEMPLATES.stream().map(template -> template.replace(BLANK, thing)))
        .toList();
  }
}
