package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Grid;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ShotFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/** Runs the signature {@code compare}: the score of features that are there already. */
final class CompareSignature {
  private final SignatureRunner compare;
  private final ModelCard card;

  private CompareSignature(SignatureRunner compare, ModelCard card) {
    this.compare = requireNonNull(compare, "compare");
    this.card = requireNonNull(card, "card");
  }

  /** Returns the signature of a model that compares shots, null of another. */
  static @Nullable CompareSignature of(ModelKernels kernels, Session session, ModelCard card) {
    return card.comparesShots()
        ? new CompareSignature(kernels.runner(session, "compare"), card)
        : null;
  }

  /**
   * Returns the score of each image.
   *
   * @param images of one grid, at least one
   * @param banks as many, one per image
   */
  List<Double> scores(List<ShotFeatures> images, List<Bank> banks) {
    requireAsMany(images, banks);
    BankStack stack = BankStack.of(banks);
    try (Tensors tensors = new Tensors()) {
      Map<String, Tensor> inputs = new HashMap<>(stack.inputs(card, tensors));
      for (int layer = 0; layer < card.layers().size(); layer++) {
        inputs.put("patches_" + card.layers().get(layer), patches(images, layer, tensors));
      }
      inputs.put("bank_index", tensors.integers(stack.index()));
      SignatureRunner.Outputs outputs = compare.run(inputs, tensors);
      List<Double> scores = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        scores.add((double) outputs.row("score", i)[0]);
      }
      return scores;
    }
  }

  static void requireAsMany(List<ShotFeatures> images, List<Bank> banks) {
    if (images.size() != banks.size()) {
      throw new IllegalArgumentException(images.size() + " images and " + banks.size() + " banks");
    }
  }

  /** [B, patches, D_l]. */
  private static TFloat32 patches(List<ShotFeatures> images, int layer, Tensors tensors) {
    Grid grid = images.get(0).grid();
    int length = images.get(0).layer(layer).length;
    TFloat32 tensor =
        tensors.floats(Shape.of(images.size(), grid.patches(), length / grid.patches()));
    FloatDataBuffer data = tensor.asRawTensor().data().asFloats();
    for (int i = 0; i < images.size(); i++) {
      ShotFeatures image = images.get(i);
      if (!image.grid().equals(grid)) {
        throw new IllegalArgumentException(
            "a run must have images of one grid, got " + grid + " and " + image.grid());
      }
      data.offset((long) i * length).write(image.layer(layer));
    }
    return tensor;
  }
}
