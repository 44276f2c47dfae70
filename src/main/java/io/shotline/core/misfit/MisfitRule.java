package io.shotline.core.misfit;

import java.util.Optional;

/**
 * When a threshold is said not to fit.
 *
 * @param fewestAnomalous with fewer images, nearly all of them anomalous may be chance
 * @param fewestNormal with fewer images, none of them near the threshold may be chance
 */
public record MisfitRule(int fewestAnomalous, int fewestNormal) {
  /** Of a running line: the last {@value JudgedImages#OF_A_LINE} images, at least 20. */
  public static final MisfitRule OF_A_LINE = new MisfitRule(20, JudgedImages.OF_A_LINE);

  /** Of images that were given, such as a folder. */
  public static final MisfitRule OF_A_FOLDER = new MisfitRule(8, 20);

  private static final double NEARLY_ALL = 0.9;

  /**
   * Under this share of the threshold an image is not near it. With the automatic threshold of four
   * shots, the good images of six measured sets have a median of 0.46 to 0.77 of it. The greatest
   * of each set's 12 to 60 good images is at 0.57 or above.
   */
  private static final double NEAR = 0.4;

  /** Returns how the threshold does not fit; empty if it does, or the images are too few. */
  public Optional<MisfitKind> kind(JudgedFigures figures) {
    int images = figures.images();
    if (images >= fewestAnomalous && figures.anomalous() >= NEARLY_ALL * images) {
      return Optional.of(MisfitKind.NEARLY_ALL_ANOMALOUS);
    }
    return images >= fewestNormal && figures.greatestRatio() < NEAR
        ? Optional.of(MisfitKind.NEVER_NEAR)
        : Optional.empty();
  }
}
