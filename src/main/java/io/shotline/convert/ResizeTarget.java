package io.shotline.convert;

import io.shotline.convert.PillowResize.Window;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * What an image of one size is resized to, as operations on that size: how long its sides become,
 * and which part of them is kept. Axis 0 counts rows, axis 1 columns.
 */
interface ResizeTarget {
  /** Returns how many positions are kept. */
  Operand<TInt32> kept(int axis);

  /** Returns how long a side of this length becomes. */
  Operand<TFloat64> scaled(Operand<TFloat64> length, int axis);

  /** Returns which positions of a scaled side are kept. */
  Operand<TFloat64> positions(Operand<TFloat64> scaled);

  /** Returns the target of an image of this size (height and width, [2]). */
  static ResizeTarget of(Ops tf, ModelInput input, Operand<TInt32> size) {
    if (input instanceof ModelInput.Square square && square.fit() == Fit.CENTRE) {
      return new Centre(tf, square.side(), tf.reduceMin(size, tf.constant(0)));
    }
    return new Whole(tf, sides(tf, input, size));
  }

  /** Returns what of an image of this size is needed. */
  static Window window(Ops tf, ModelInput input, Operand<TInt32> size) {
    return input instanceof ModelInput.Square square && square.fit() == Fit.CENTRE
        ? centre(tf, square.side(), size)
        // Not a constant, which would be there in every branch of a decoder.
        : new Window(tf.zerosLike(size), size);
  }

  /** Returns whether an image of this size is not resized at all. */
  static Operand<TBool> keepsSize(Ops tf, ModelInput input, Operand<TInt32> size) {
    if (input instanceof ModelInput.Square square && square.fit() == Fit.CENTRE) {
      Operand<TInt32> shorter = tf.reduceMin(size, tf.constant(0));
      return tf.math.equal(shorter, tf.constant(square.side()));
    }
    return tf.reduceAll(tf.math.equal(size, sides(tf, input, size)), tf.constant(0));
  }

  private static Operand<TInt32> sides(Ops tf, ModelInput input, Operand<TInt32> size) {
    if (input instanceof ModelInput.Rectangle rectangle) {
      return rectangle(tf, rectangle, size);
    }
    int side = ((ModelInput.Square) input).side();
    // Of the size, so that it is there only in the branch that decodes.
    return tf.math.add(tf.zerosLike(size), tf.constant(side));
  }

  /** {@link ModelInput.Rectangle#seen}, of height and width at once. */
  private static Operand<TInt32> rectangle(
      Ops tf, ModelInput.Rectangle input, Operand<TInt32> size) {
    Operand<TFloat64> length = tf.dtypes.cast(size, TFloat64.class);
    Operand<TFloat64> other = tf.reverse(length, tf.constant(new int[] {0}));
    Operand<TFloat64> exact =
        tf.math.sqrt(tf.math.div(tf.math.mul(length, tf.constant((double) input.area())), other));
    Operand<TFloat64> patches =
        tf.math.floor(
            tf.math.add(tf.math.div(exact, tf.constant((double) input.step())), tf.constant(0.5)));
    Operand<TFloat64> within =
        tf.math.maximum(
            tf.constant((double) input.leastPatches()),
            tf.math.minimum(patches, tf.constant((double) input.mostPatches())));
    return tf.math.mul(tf.constant(input.step()), tf.dtypes.cast(within, TInt32.class));
  }

  /**
   * The middle square and what the kernel sees around it: the kernel reaches 2 input pixels for
   * each output pixel, or 2 pixels where an image is enlarged, and the rounding of the square's
   * edge takes less than another 2. On each side there are at least 8 pixels more, unless the image
   * ends there.
   */
  private static Window centre(Ops tf, int side, Operand<TInt32> size) {
    Operand<TInt32> shorter = tf.reduceMin(size, tf.constant(0));
    Operand<TInt32> shrink = tf.math.add(tf.math.div(shorter, tf.constant(side)), tf.constant(1));
    Operand<TInt32> around = tf.math.add(tf.math.mul(shrink, tf.constant(4)), tf.constant(8));
    Operand<TInt32> rest = tf.math.sub(size, shorter);
    Operand<TInt32> before = tf.math.div(rest, tf.constant(2));
    Operand<TInt32> first = tf.math.maximum(tf.math.sub(before, around), tf.constant(0));
    Operand<TInt32> middleEnd = tf.math.sub(size, before);
    Operand<TInt32> end = tf.math.minimum(tf.math.add(middleEnd, around), size);
    return new Window(first, tf.math.sub(end, first));
  }

  /** The shorter side becomes the square's, of the longer one the middle is kept. */
  record Centre(Ops tf, int side, Operand<TInt32> shorter) implements ResizeTarget {
    @Override
    public Operand<TInt32> kept(int axis) {
      return tf.constant(side);
    }

    /** int(side * length / shorter). */
    @Override
    public Operand<TFloat64> scaled(Operand<TFloat64> length, int axis) {
      Operand<TFloat64> divisor = tf.dtypes.cast(shorter, TFloat64.class);
      return tf.math.floor(tf.math.div(tf.math.mul(length, tf.constant((double) side)), divisor));
    }

    /** From round((scaled - side) / 2) on, halves to even as Python's round. */
    @Override
    public Operand<TFloat64> positions(Operand<TFloat64> scaled) {
      Operand<TFloat64> all =
          tf.range(tf.constant(0.0), tf.constant((double) side), tf.constant(1.0));
      Operand<TFloat64> rest = tf.math.sub(scaled, tf.constant((double) side));
      return tf.math.add(all, tf.math.rint(tf.math.mul(rest, tf.constant(0.5))));
    }
  }

  /**
   * All of the image is kept.
   *
   * @param sides height and width that it gets, [2]
   */
  record Whole(Ops tf, Operand<TInt32> sides) implements ResizeTarget {
    @Override
    public Operand<TInt32> kept(int axis) {
      return tf.gather(sides, tf.constant(axis), tf.constant(0));
    }

    @Override
    public Operand<TFloat64> scaled(Operand<TFloat64> length, int axis) {
      return tf.dtypes.cast(kept(axis), TFloat64.class);
    }

    @Override
    public Operand<TFloat64> positions(Operand<TFloat64> scaled) {
      return tf.range(tf.constant(0.0), scaled, tf.constant(1.0));
    }
  }
}
