package io.shotline.convert.checkpoint;

/** IEEE 754 binary16, which Java reads itself only from release 20 on. */
final class HalfPrecision {
  private static final int FRACTION_BITS = 10;
  private static final int WIDE_FRACTION_BITS = 23;
  private static final int FRACTION = 0x3ff;
  private static final int EXPONENT = 0x1f;
  private static final float SMALLEST = 0x1p-24f;

  private HalfPrecision() {}

  /** The same value in 32 bits; a NaN keeps its sign and payload. */
  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> FRACTION_BITS) & EXPONENT;
    int fraction = half & FRACTION;
    if (exponent == 0) {
      float subnormal = fraction * SMALLEST;
      return sign == 0 ? subnormal : -subnormal;
    }
    int bias = exponent == EXPONENT ? 255 - EXPONENT : 127 - 15;
    int wide = (exponent + bias) << WIDE_FRACTION_BITS;
    return Float.intBitsToFloat(sign | wide | (fraction << (WIDE_FRACTION_BITS - FRACTION_BITS)));
  }
}
