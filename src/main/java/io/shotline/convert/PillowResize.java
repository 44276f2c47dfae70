package io.shotline.convert;

import io.shotline.core.image.ModelInput;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * Pillow's bicubic resize (Keys kernel, a = -0.5, stretched when shrinking) to what a model takes
 * and the cut of what it does not see, to the last level: weights in fixed point of 22 bits, the
 * columns first, rounded and clipped to whole levels before the rows. TensorFlow's own kernel
 * computes positions in single precision, which is a level off here and there; a level moves
 * residuals by 1e-4.
 *
 * <p>Each pass is a product of a sparse matrix of weights with the image, in integers.
 */
final class PillowResize {
  /** Pillow's PRECISION_BITS for 8-bit images: 32 - 8 - 2. */
  private static final int PRECISION_BITS = 22;

  private final Ops tf;
  private final ModelInput input;

  /** The weights of one pass: per output position, the input positions [kept, taps] and weights. */
  private record Taps(Operand<TInt32> positions, Operand<TInt32> weights) {}

  /** One pass, along the columns (axis 1) or the rows (axis 0). */
  private record Pass(Taps taps, ResizeTarget target, int axis, int channels) {
    private Operand<TInt32> kept() {
      return target.kept(axis);
    }
  }

  /**
   * A rectangle of an image.
   *
   * @param first row and column, [2]
   * @param length rows and columns, [2]
   */
  record Window(Operand<TInt32> first, Operand<TInt32> length) {}

  PillowResize(Ops tf, ModelInput input) {
    this.tf = tf;
    this.input = input;
  }

  /**
   * Returns the part of an image that is needed.
   *
   * @param size height and width of an image, [2]
   */
  Window window(Operand<TInt32> size) {
    return ResizeTarget.window(tf, input, size);
  }

  /** What lies in the window of an image of so many channels. */
  <T extends TNumber> Operand<T> pixels(Operand<T> image, Window window, int channels) {
    return tf.slice(
        image,
        tf.concat(List.of(window.first(), tf.constant(new int[] {0})), tf.constant(0)),
        tf.concat(List.of(window.length(), tf.constant(new int[] {channels})), tf.constant(0)));
  }

  /**
   * Adds the graph.
   *
   * @param pixels of the window, [rows, columns, channels], levels 0 to 255
   * @param window of {@link #window} for this size
   * @param size height and width of the whole image, [2]
   * @return levels [height, width, channels], as the model sees them
   */
  Operand<TInt32> crop(
      Operand<? extends TNumber> pixels, Window window, Operand<TInt32> size, int channels) {
    ResizeTarget target = ResizeTarget.of(tf, input, size);
    Taps across = taps(at(size, 1), target, 1, at(window.first(), 1));
    Taps down = taps(at(size, 0), target, 0, at(window.first(), 0));
    Operand<TInt32> rows = at(window.length(), 0);
    // TensorFlow's optimiser would transpose first and cast then, in bytes, one by one; it does not
    // move either over an operation like this.
    Operand<TFloat32> levels =
        tf.ensureShape(tf.dtypes.cast(pixels, TFloat32.class), Shape.of(-1, -1, channels));
    Pass narrowing = new Pass(across, target, 1, channels);
    Operand<TFloat32> narrowed = multiply(narrowing, levels, rows, at(window.length(), 1));
    Operand<TInt32> columns = target.kept(1);
    Pass flattening = new Pass(down, target, 0, channels);
    return tf.dtypes.cast(multiply(flattening, narrowed, columns, rows), TInt32.class);
  }

  /** One value of a vector. */
  Operand<TInt32> at(Operand<TInt32> vector, int index) {
    return tf.gather(vector, tf.constant(index), tf.constant(0));
  }

  /**
   * The weights times the transposed image, back from fixed point to whole levels.
   *
   * @param image [others, length, channels]
   * @return [kept, others, channels]
   */
  private Operand<TFloat32> multiply(
      Pass pass, Operand<TFloat32> image, Operand<TInt32> others, Operand<TInt32> length) {
    // In floats, for which oneDNN has a transposition that is three times as fast.
    Operand<TFloat32> transposed = tf.linalg.transpose(image, tf.constant(new int[] {1, 0, 2}));
    Operand<TInt32> line = tf.math.mul(others, tf.constant(pass.channels()));
    Operand<TInt32> sums =
        tf.sparse.sparseTensorDenseMatMul(
            indices(pass),
            tf.reshape(pass.taps().weights(), tf.constant(new int[] {-1})),
            tf.dtypes.cast(tf.stack(List.of(pass.kept(), length)), TInt64.class),
            tf.dtypes.cast(tf.reshape(transposed, tf.stack(List.of(length, line))), TInt32.class));
    Operand<TInt32> half = tf.constant(1 << (PRECISION_BITS - 1));
    // Without the bits of the fraction a float holds the sum exactly.
    Operand<TInt32> whole =
        tf.bitwise.bitwiseAnd(tf.math.add(sums, half), tf.constant(-(1 << PRECISION_BITS)));
    Operand<TFloat32> levels =
        tf.math.mul(tf.dtypes.cast(whole, TFloat32.class), tf.constant(1f / (1 << PRECISION_BITS)));
    // Not clipByValue, which takes new memory for its result.
    Operand<TFloat32> clipped =
        tf.math.maximum(tf.math.minimum(levels, tf.constant(255f)), tf.constant(0f));
    return tf.reshape(
        clipped, tf.stack(List.of(pass.kept(), others, tf.constant(pass.channels()))));
  }

  /** Row and column of each weight in a matrix [kept, length]. */
  private Operand<TInt64> indices(Pass pass) {
    Operand<TInt32> output =
        tf.expandDims(tf.range(tf.constant(0), pass.kept(), tf.constant(1)), tf.constant(1));
    Operand<TInt32> positions = pass.taps().positions();
    Operand<TInt32> rows = tf.math.add(output, tf.zerosLike(positions));
    return tf.dtypes.cast(
        tf.reshape(
            tf.stack(List.of(rows, positions), Stack.axis(2L)), tf.constant(new int[] {-1, 2})),
        TInt64.class);
  }

  /**
   * Which input positions make up each of the output positions kept, and by how much.
   *
   * @param first the position that is counted as 0
   */
  private Taps taps(Operand<TInt32> length, ResizeTarget target, int axis, Operand<TInt32> first) {
    Operand<TFloat64> in = tf.dtypes.cast(length, TFloat64.class);
    Operand<TFloat64> out = target.scaled(in, axis);
    Operand<TFloat64> scale = tf.math.div(in, out);
    Operand<TFloat64> stretch = tf.math.maximum(scale, number(1));
    Operand<TFloat64> support = tf.math.mul(stretch, number(2));
    Operand<TFloat64> half = number(0.5);

    Operand<TFloat64> kept = target.positions(out);
    Operand<TFloat64> centre =
        tf.expandDims(tf.math.mul(tf.math.add(kept, half), scale), tf.constant(1));
    Operand<TFloat64> middle = tf.math.add(centre, half);
    Operand<TFloat64> begin =
        tf.math.maximum(tf.math.floor(tf.math.sub(middle, support)), number(0));
    Operand<TFloat64> end = tf.math.minimum(tf.math.floor(tf.math.add(middle, support)), in);
    Operand<TFloat64> count = tf.math.add(tf.math.mul(tf.math.ceil(support), number(2)), number(1));
    Operand<TFloat64> position = tf.math.add(begin, tf.range(number(0), count, number(1)));

    Operand<TFloat64> distance =
        tf.math.div(tf.math.add(tf.math.sub(position, centre), half), stretch);
    Operand<TFloat64> kernel = keys(distance);
    Operand<TFloat64> weights =
        tf.select(tf.math.less(position, end), kernel, tf.zerosLike(kernel));
    Operand<TFloat64> sum = tf.reduceSum(weights, tf.constant(1), ReduceSum.keepDims(true));
    Operand<TInt32> inside =
        tf.dtypes.cast(tf.math.minimum(position, tf.math.sub(in, number(1))), TInt32.class);
    return new Taps(tf.math.sub(inside, first), fixedPoint(tf.math.div(weights, sum)));
  }

  /** To fixed point, halves away from zero. */
  private Operand<TInt32> fixedPoint(Operand<TFloat64> weights) {
    Operand<TFloat64> large = tf.math.mul(weights, number(1 << PRECISION_BITS));
    Operand<TFloat64> rounded = tf.math.floor(tf.math.add(tf.math.abs(large), number(0.5)));
    return tf.dtypes.cast(tf.math.mul(rounded, tf.math.sign(large)), TInt32.class);
  }

  /** Keys' cubic convolution kernel with a = -0.5 (IEEE ASSP 29, 1981). */
  private Operand<TFloat64> keys(Operand<TFloat64> signed) {
    Operand<TFloat64> x = tf.math.abs(signed);
    Operand<TFloat64> one = number(1);
    Operand<TFloat64> near =
        tf.math.add(
            tf.math.mul(tf.math.mul(tf.math.sub(tf.math.mul(x, number(1.5)), number(2.5)), x), x),
            one);
    Operand<TFloat64> cubic =
        tf.math.mul(tf.math.add(tf.math.mul(tf.math.sub(x, number(5)), x), number(8)), x);
    Operand<TFloat64> far = tf.math.mul(tf.math.sub(cubic, number(4)), number(-0.5));
    Operand<TFloat64> beyond = tf.zerosLike(x);
    Operand<TBool> isNear = tf.math.less(x, one);
    return tf.select(isNear, near, tf.select(tf.math.less(x, number(2)), far, beyond));
  }

  private Operand<TFloat64> number(double value) {
    return tf.constant(value);
  }
}
