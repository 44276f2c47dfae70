package io.shotline.core.result;

import org.jspecify.annotations.Nullable;

/**
 * The terms of the InCTRL score, each 0 to 1; null where the model lacks the term.
 *
 * @param maxPatchResidual s_max, the greatest patch residual
 * @param holistic s_hol
 * @param imageResidual s_img
 * @param textScore s_text
 */
public record ScoreComponents(
    double maxPatchResidual,
    @Nullable Double holistic,
    @Nullable Double imageResidual,
    @Nullable Double textScore) {}
