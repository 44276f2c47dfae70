package io.shotline.convert.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A tensor as a checkpoint stores it: little-endian values, mapped and copied only when asked for.
 * All accessors give row-major order, however the file has the values.
 */
public final class StoredTensor {
  /** The types that tensors come in, by the names of safetensors. */
  public enum Type {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    F8_E4M3(1),
    F8_E5M2(1),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U64(8),
    U32(4),
    U16(2),
    U8(1),
    BOOL(1);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of one value. */
    int bytes() {
      return bytes;
    }
  }

  private static final int MAX_COUNT = 20_000;
  private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

  private final String where;
  private final Type type;
  private final TensorLayout layout;
  private final ByteBuffer data;

  private StoredTensor(String where, Type type, TensorLayout layout, ByteBuffer data) {
    this.where = requireNonNull(where, "where");
    this.type = requireNonNull(type, "type");
    this.layout = requireNonNull(layout, "layout");
    this.data = data.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Maps the tensor's part of a file.
   *
   * @param where names the file and the tensor in errors
   * @param position of the first value in the file, in bytes
   * @throws CheckpointException if the tensor ends after the file or has more than 2 GiB
   */
  static StoredTensor map(
      String where, Type type, TensorLayout layout, FileChannel channel, long position)
      throws IOException {
    // An expanded view has more elements than its span.
    if (Math.max(layout.span(), layout.elements()) > MAX_ARRAY_LENGTH / type.bytes) {
      throw new CheckpointException(
          where + " of shape " + Arrays.toString(layout.shape()) + " has more than 2 GiB");
    }
    long bytes = layout.span() * type.bytes;
    if (position < 0 || position > channel.size() - bytes) {
      throw new CheckpointException(where + " ends after the file: it is incomplete");
    }
    return new StoredTensor(
        where, type, layout, channel.map(FileChannel.MapMode.READ_ONLY, position, bytes));
  }

  /** Each is a mapping of its own, of which a process has about 65,000. */
  static void checkCount(Path file, int tensors) {
    if (tensors > MAX_COUNT) {
      throw new CheckpointException(file + ": " + tensors + " tensors, more than " + MAX_COUNT);
    }
  }

  public Type type() {
    return type;
  }

  /** The sizes of the dimensions, outermost first; empty for a scalar. */
  public long[] shape() {
    return layout.shape();
  }

  /** The values' little-endian bytes, as a copy. */
  public byte[] bytes() {
    if (layout.isRowMajor()) {
      byte[] copy = new byte[data.remaining()];
      data.duplicate().get(copy);
      return copy;
    }
    ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(layout.elements() * type.bytes));
    layout.forEachPosition(
        position -> {
          copy.put(copy.position(), data, position * type.bytes, type.bytes);
          copy.position(copy.position() + type.bytes);
        });
    return copy.array();
  }

  /**
   * The values, widened to 32 bits or, if F64, rounded to them, as a copy.
   *
   * @throws CheckpointException if the type is none of F64, F32, F16, BF16
   */
  public float[] floats() {
    float[] values = new float[Math.toIntExact(layout.elements())];
    if (type == Type.F32 && layout.isRowMajor()) {
      data.asFloatBuffer().get(values);
      return values;
    }
    FloatReader reader = reader();
    int[] next = {0};
    layout.forEachPosition(
        position -> values[next[0]++] = reader.read(data, position * type.bytes));
    return values;
  }

  private interface FloatReader {
    float read(ByteBuffer data, int position);
  }

  private FloatReader reader() {
    return switch (type) {
      case F64 -> (bytes, position) -> (float) bytes.getDouble(position);
      case F32 -> ByteBuffer::getFloat;
      case F16 -> (bytes, position) -> HalfPrecision.toFloat(bytes.getShort(position));
      case BF16 -> (bytes, position) -> Float.intBitsToFloat(bytes.getShort(position) << 16);
      default -> throw new CheckpointException(where + " is of type " + type + ", not of floats");
    };
  }
}
