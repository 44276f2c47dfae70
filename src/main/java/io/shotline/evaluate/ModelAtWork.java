package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader;
import io.shotline.core.port.ScoringModel;

/**
 * A loaded model that is evaluated.
 *
 * @param threads how many runs of it go on at once
 */
record ModelAtWork(EvaluatedModel name, ScoringModel model, ImageReader reader, int threads) {
  ModelAtWork {
    requireNonNull(name, "name");
    requireNonNull(model, "model");
    requireNonNull(reader, "reader");
  }
}
