package io.shotline.tensorflow;

import io.shotline.tensorflow.text.ClipTokenizer;
import io.shotline.tensorflow.text.TextPrior;
import java.util.Map;

/** Runs the signature {@code encode_text} for a text prior. */
final class TextSignature {
  private TextSignature() {}

  /** Returns the text prior of the model whose signature this is. */
  static TextPrior prior(SignatureRunner encodeText, ClipTokenizer tokenizer) {
    return new TextPrior(tokenizer, ids -> features(encodeText, ids));
  }

  private static float[][] features(SignatureRunner encodeText, int[][] ids) {
    try (Tensors tensors = new Tensors()) {
      SignatureRunner.Outputs outputs =
          encodeText.run(Map.of("ids", tensors.integers(ids)), tensors);
      float[][] features = new float[ids.length][];
      for (int i = 0; i < ids.length; i++) {
        features[i] = outputs.row("features", i);
      }
      return features;
    }
  }
}
