package io.shotline.convert.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
  @Test
  void shouldWidenEveryHalf() {
    for (int half = Short.MIN_VALUE; half <= Short.MAX_VALUE; half++) {
      Float expected = (float) (half < 0 ? -magnitude(half) : magnitude(half));
      assertThat(HalfPrecision.toFloat((short) half)).as("%x", half).isEqualTo(expected);
    }
  }

  /** IEEE 754, section 3.4. */
  private static double magnitude(int half) {
    int exponent = (half >> 10) & 31;
    int fraction = half & 1023;
    if (exponent == 31) {
      return fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0 ? fraction * 0x1p-24 : Math.scalb(1 + fraction / 1024.0, exponent - 15);
  }
}
