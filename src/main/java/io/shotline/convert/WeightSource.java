package io.shotline.convert;

/**
 * The tensors of a transformer by the names of CLIP's checkpoint, whichever file they come from.
 */
interface WeightSource {
  /** Returns a tensor's values, row by row; read anew at each call, the array is the caller's. */
  float[] floats(String name);

  /** Returns the sizes of a tensor, outermost first. */
  long[] shape(String name);
}
