package io.shotline.onnx;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Weights of the size that trained ones have, the same at each run. */
final class RandomWeights implements VisionTower.Weights {
  private static final double SPREAD = 0.05;

  private final SplittableRandom random = new SplittableRandom(1);

  @Override
  public float[] values(String name, long... sizes) {
    int count = Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
    float middle = name.matches(".*ln_[a-z0-9]+\\.weight") ? 1 : 0;
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = middle + (float) random.nextDouble(-SPREAD, SPREAD);
    }
    return values;
  }
}
