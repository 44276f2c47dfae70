package io.shotline.tensorflow.build;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A tensor as a checkpoint stores it: little-endian values in row-major order. */
public final class StoredTensor {
  /** The types that weights come in. */
  public enum Type {
    F16(2),
    F32(4);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }
  }

  private final Type type;
  private final long[] shape;
  private final ByteBuffer data;

  private StoredTensor(Type type, long[] shape, ByteBuffer data) {
    this.type = type;
    this.shape = shape;
    this.data = data;
  }

  /**
   * Checks that the data is just what type and shape need.
   *
   * @param where names the file and the tensor in errors
   */
  static StoredTensor of(String where, String typeName, long[] shape, ByteBuffer data) {
    requireNonNull(data, "data");
    Type type =
        Arrays.stream(Type.values())
            .filter(known -> known.name().equals(typeName))
            .findFirst()
            .orElseThrow(
                () ->
                    new CheckpointException(where + " is of type " + typeName + ", not F16, F32"));
    long bytes = type.bytes;
    for (long size : shape) {
      try {
        bytes = Math.multiplyExact(bytes, size);
      } catch (ArithmeticException e) {
        throw new CheckpointException(where + " has shape " + Arrays.toString(shape), e);
      }
    }
    if (bytes != data.remaining()) {
      throw new CheckpointException(
          where
              + " of shape "
              + Arrays.toString(shape)
              + " needs "
              + bytes
              + " bytes and has "
              + data.remaining());
    }
    return new StoredTensor(type, shape.clone(), data);
  }

  public Type type() {
    return type;
  }

  public long[] shape() {
    return shape.clone();
  }

  /** The values' bytes, as a copy. */
  public byte[] bytes() {
    byte[] copy = new byte[data.remaining()];
    data.duplicate().get(copy);
    return copy;
  }
}
