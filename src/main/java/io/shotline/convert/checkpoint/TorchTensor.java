package io.shotline.convert.checkpoint;

import static java.util.Objects.requireNonNull;

/** A view on a storage as the pickle describes it, not yet checked; counts are in elements. */
public final class TorchTensor {
  private final TorchStorage storage;
  private final long offset;
  private final long[] shape;
  private final long[] strides;

  /** Takes the arrays over. */
  TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides) {
    this.storage = requireNonNull(storage, "storage");
    this.offset = offset;
    this.shape = requireNonNull(shape, "shape");
    this.strides = requireNonNull(strides, "strides");
  }

  TorchStorage storage() {
    return storage;
  }

  long offset() {
    return offset;
  }

  /** Its elements' places, checked by themselves but not against the storage. */
  TensorLayout layout(String where) {
    return TensorLayout.strided(where, shape, strides);
  }
}
