package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;

/** The kinds of checkpoints that can be converted, told apart by the names of their tensors. */
public enum CheckpointKind {
  /** {@link InctrlModel}, or an encoder of OpenCLIP that it can be made of. */
  INCTRL("InCTRL"),

  /** {@link DinoModel}. */
  DINOV2("DINOv2");

  private final String word;

  CheckpointKind(String word) {
    this.word = word;
  }

  /** Returns the kind of a checkpoint; what is none of DINOv2's is taken to be InCTRL's. */
  public static CheckpointKind of(Checkpoint checkpoint) {
    return DinoNames.of(checkpoint) == null ? INCTRL : DINOV2;
  }

  /** Returns the name that people know. */
  public String word() {
    return word;
  }
}
