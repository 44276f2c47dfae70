package io.shotline.convert;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The weights of a transformer as variables of a graph, each once however often it is asked for, in
 * the layouts that the graph wants. Values are read when the model is written, not before.
 */
final class GraphWeights {
  private final WeightSource source;
  private final ModelVariables variables;
  private final Map<String, Operand<TFloat32>> made = new HashMap<>();

  GraphWeights(WeightSource source, ModelVariables variables) {
    this.source = source;
    this.variables = variables;
  }

  WeightSource source() {
    return source;
  }

  /** A weight of this name; made at the first call. */
  Operand<TFloat32> weight(String name, Shape shape, Supplier<float[]> values) {
    return made.computeIfAbsent(name, key -> variables.add(name, shape, values));
  }

  /** As stored. */
  Operand<TFloat32> stored(String name) {
    return weight(name, Shape.of(source.shape(name)), () -> source.floats(name));
  }

  /** A linear layer's [out, in] as [in, out]. */
  Operand<TFloat32> transposed(String name) {
    long[] shape = source.shape(name);
    return weight(
        name,
        Shape.of(shape[1], shape[0]),
        () -> transposed(source.floats(name), (int) shape[0], (int) shape[1]));
  }

  /**
   * Columns of a block's attention projections, side by side: query, key and value from a first to
   * before a last; the query divided by the square root of a head's width, as the attention needs.
   */
  Operand<TFloat32> queryKeyValue(String block, int first, int end, Tower tower) {
    int width = tower.width();
    int rows = (end - first) * width;
    return weight(
        block + "attn.in_proj_weight_" + first + end,
        Shape.of(width, rows),
        () -> {
          float[] all = source.floats(block + "attn.in_proj_weight");
          scaleQuery(all, width * width, tower);
          float[] part = new float[rows * width];
          System.arraycopy(all, first * width * width, part, 0, part.length);
          return transposed(part, rows, width);
        });
  }

  /** The biases of {@link #queryKeyValue}. */
  Operand<TFloat32> queryKeyValueBias(String block, int first, int end, Tower tower) {
    int width = tower.width();
    return weight(
        block + "attn.in_proj_bias_" + first + end,
        Shape.of((long) (end - first) * width),
        () -> {
          float[] all = source.floats(block + "attn.in_proj_bias");
          scaleQuery(all, width, tower);
          float[] part = new float[(end - first) * width];
          System.arraycopy(all, first * width, part, 0, part.length);
          return part;
        });
  }

  /**
   * A block's attention projection as it is stored, by heads: [heads, values, width].
   *
   * @param part 1 for the key, 2 for the value
   */
  Operand<TFloat32> heads(String block, int part, Tower tower) {
    int width = tower.width();
    return weight(
        block + "attn.in_proj_weight_heads_" + part,
        Shape.of(tower.heads(), tower.headWidth(), width),
        () -> {
          float[] all = source.floats(block + "attn.in_proj_weight");
          return Arrays.copyOfRange(all, part * width * width, (part + 1) * width * width);
        });
  }

  private static void scaleQuery(float[] values, int count, Tower tower) {
    double scale = 1 / Math.sqrt(tower.headWidth());
    for (int i = 0; i < count; i++) {
      values[i] = (float) (values[i] * scale);
    }
  }

  /** In squares, so that both sides stay in the cache. */
  static float[] transposed(float[] values, int rows, int columns) {
    int side = 32;
    float[] result = new float[values.length];
    for (int top = 0; top < rows; top += side) {
      for (int left = 0; left < columns; left += side) {
        int bottom = Math.min(rows, top + side);
        int right = Math.min(columns, left + side);
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            result[column * rows + row] = values[row * columns + column];
          }
        }
      }
    }
    return result;
  }
}
