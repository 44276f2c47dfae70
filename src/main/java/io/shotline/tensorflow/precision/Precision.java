package io.shotline.tensorflow.precision;

import java.util.Locale;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/**
 * Names the precision of a model's products. Sums, norms and softmax are of single precision in all
 * of them.
 */
public enum Precision {
  /** Single precision: 24 bits of a factor count. */
  FLOAT32,

  /** Single precision, of whose factors a GPU takes the first 11 bits; elsewhere as FLOAT32. */
  TF32,

  /** Half precision (IEEE 754 binary16): 11 bits, the largest number is 65504. */
  FLOAT16,

  /** The upper half of a single: 8 bits, the range of FLOAT32. */
  BFLOAT16;

  /** Returns the word for it in options and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the type that factors are brought to; empty where they stay as they are. */
  Optional<DataType> type() {
    return switch (this) {
      case FLOAT32, TF32 -> Optional.empty();
      case FLOAT16 -> Optional.of(DataType.DT_HALF);
      case BFLOAT16 -> Optional.of(DataType.DT_BFLOAT16);
    };
  }

  /** Returns whether the graph of a model is another one in this precision. */
  public boolean changesGraph() {
    return type().isPresent();
  }

  @Override
  public String toString() {
    return word();
  }
}
