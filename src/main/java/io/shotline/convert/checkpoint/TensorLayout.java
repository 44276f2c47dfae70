package io.shotline.convert.checkpoint;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Where the elements of a tensor lie: its shape, and per dimension the stride, in elements, from
 * one index to the next. Shapes and strides come from untrusted files and are checked here.
 */
final class TensorLayout {
  /** As many as torch has. */
  static final int MAX_DIMENSIONS = 64;

  private final long[] shape;
  private final long[] strides;
  private final long elements;
  private final long span;

  private TensorLayout(long[] shape, long[] strides) {
    this.shape = shape;
    this.strides = strides;
    this.elements = elements(shape);
    this.span = span(shape, strides, elements);
  }

  /**
   * Elements one after the other, the last dimension fastest.
   *
   * @param where names the file and the tensor in errors
   * @throws CheckpointException if a size is negative or the product is beyond 2^63
   */
  static TensorLayout rowMajor(String where, long[] shape) {
    check(where, "shape", shape);
    long[] strides = new long[shape.length];
    try {
      long stride = 1;
      for (int i = shape.length - 1; i >= 0; i--) {
        strides[i] = stride;
        stride = Math.multiplyExact(stride, Math.max(1, shape[i]));
      }
      return new TensorLayout(shape.clone(), strides);
    } catch (ArithmeticException e) {
      throw tooLarge(where, shape, e);
    }
  }

  /**
   * Elements at given strides.
   *
   * @throws CheckpointException as for {@link #rowMajor}, and if shape and strides do not match
   */
  static TensorLayout strided(String where, long[] shape, long[] strides) {
    check(where, "shape", shape);
    check(where, "strides", strides);
    if (shape.length != strides.length) {
      throw new CheckpointException(
          where + " has " + shape.length + " dimensions and " + strides.length + " strides");
    }
    try {
      return new TensorLayout(shape.clone(), strides.clone());
    } catch (ArithmeticException e) {
      throw tooLarge(where, shape, e);
    }
  }

  long[] shape() {
    return shape.clone();
  }

  long elements() {
    return elements;
  }

  /** Elements from the first to the last, both included, with the gaps between. */
  long span() {
    return span;
  }

  boolean isRowMajor() {
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] > 1 && strides[i] != stride) {
        return elements == 0;
      }
      stride *= shape[i];
    }
    return true;
  }

  /** Calls back with each element's position from the first, in row-major order; span < 2^31. */
  void forEachPosition(IntConsumer action) {
    long[] index = new long[shape.length];
    long position = 0;
    for (long done = 0; done < elements; done++) {
      action.accept((int) position);
      for (int i = shape.length - 1; i >= 0; i--) {
        position += strides[i];
        if (++index[i] < shape[i]) {
          break;
        }
        position -= strides[i] * shape[i];
        index[i] = 0;
      }
    }
  }

  private static void check(String where, String what, long[] values) {
    if (values.length > MAX_DIMENSIONS) {
      throw new CheckpointException(where + " has " + values.length + " dimensions");
    }
    if (Arrays.stream(values).anyMatch(value -> value < 0)) {
      throw new CheckpointException(
          where + " has " + what + " " + Arrays.toString(values) + ", which is negative");
    }
  }

  private static long elements(long[] shape) {
    long elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }

  private static long span(long[] shape, long[] strides, long elements) {
    if (elements == 0) {
      return 0;
    }
    long last = 0;
    for (int i = 0; i < shape.length; i++) {
      last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
    }
    return Math.addExact(last, 1);
  }

  private static CheckpointException tooLarge(String where, long[] shape, ArithmeticException e) {
    return new CheckpointException(
        where + " has shape " + Arrays.toString(shape) + ", too large for any file", e);
  }
}
