package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;

/** The values of a DINOv2's tensors by CLIP's names, as a converted model has them. */
public final class DinoValues {
  private final DinoWeights weights;

  /** Takes a checkpoint with heads of 64 values, for images of a side in pixels. */
  public DinoValues(Checkpoint checkpoint, int side) {
    this.weights = DinoWeights.of(checkpoint, DinoShape.of(checkpoint, HeadCount.USUAL), side);
  }

  /** Returns the values as they are stored, row by row; of positions with all that is added. */
  public float[] of(String name) {
    return name.equals("visual.positional_embedding") ? weights.positions() : weights.floats(name);
  }
}
