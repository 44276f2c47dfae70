package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a model once for each size that the tiles of a bank have, so that no image of the line pays
 * for the first run of its size. Only models that take rectangles see several sizes; the one size
 * of the others is run when they are tried. Thread-safe.
 */
final class SizeWarmUp {
  private final ScoringModel model;
  private final int maxBatch;
  private final Set<LookSizes> warmed = ConcurrentHashMap.newKeySet();

  /**
   * @param maxBatch the most images in one run
   */
  SizeWarmUp(ScoringModel model, int maxBatch) {
    this.model = requireNonNull(model, "model");
    this.maxBatch = maxBatch;
  }

  /**
   * Runs batches of 1, 2, 4 and so on up to the largest, if the size of the bank's tiles is new.
   */
  void run(ProductBank bank) {
    LookSizes looks = bank.layout().looks();
    if (model.card().input() instanceof ModelInput.Rectangle
        && !bank.shots().isEmpty()
        && warmed.add(looks)) {
      run(new ScoreRequest(DecodedImage.black(looks.first()), bank.tile(0)));
      if (looks.second() != null) {
        // Once is enough: a second look takes images one by one.
        DecodedImage both = DecodedImage.of(looks, DecodedImage::black);
        model.score(List.of(new ScoreRequest(both, bank.tile(0))));
      }
    }
  }

  private void run(ScoreRequest request) {
    for (int size = 1; size < maxBatch; size *= 2) {
      model.score(Collections.nCopies(size, request));
    }
    model.score(Collections.nCopies(maxBatch, request));
  }
}
