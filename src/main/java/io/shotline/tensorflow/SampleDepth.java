package io.shotline.tensorflow;

import io.shotline.core.image.file.StoredSamples;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many bits of deep samples are used. Cameras put 10, 12 or 14 bits into samples of 16, and
 * many say so nowhere.
 *
 * @param bits that samples are taken to have
 * @param guessed least depth that holds all samples, where neither view nor file says it
 */
record SampleDepth(int bits, OptionalInt guessed) {
  private static final List<Integer> DEPTHS = List.of(10, 12, 14, 16);

  /**
   * Finds the depth: the view's, else the file's, else that of the samples as stored.
   *
   * @param chosen by the view; null leaves it to the file
   * @param used all samples, bit by bit or
   */
  static SampleDepth of(StoredSamples samples, @Nullable Integer chosen, int used) {
    if (chosen != null) {
      return new SampleDepth(Math.min(chosen, samples.bits()), OptionalInt.empty());
    }
    Integer stated = samples.significantBits();
    if (stated != null) {
      return stated(samples, stated, used);
    }
    return new SampleDepth(
        samples.bits(), samples.bits() == Short.SIZE ? least(used) : OptionalInt.empty());
  }

  /**
   * PNG, 13.12, has samples of fewer bits scaled to all bits, but many cameras do not scale.
   * Samples without high bits and without low bits are of a dark image that was scaled, or of 8
   * bits that a program shifted: only a person knows.
   */
  private static SampleDepth stated(StoredSamples samples, int stated, int used) {
    if (used >>> stated != 0) {
      return new SampleDepth(samples.bits(), OptionalInt.empty());
    }
    int lowBits = samples.bits() - stated;
    boolean either = lowBits > 0 && used != 0 && (used & ((1 << lowBits) - 1)) == 0;
    return either
        ? new SampleDepth(samples.bits(), least(used))
        : new SampleDepth(stated, OptionalInt.empty());
  }

  private static OptionalInt least(int used) {
    return DEPTHS.stream()
        .mapToInt(Integer::intValue)
        .filter(bits -> used >>> bits == 0)
        .findFirst();
  }

  /** Returns whether a sample needs more bits than the depth has. */
  boolean isExceededBy(int used) {
    return used >>> bits != 0;
  }

  /** Returns the sample in 8 bits. */
  byte level(int sample) {
    return (byte) (bits > Byte.SIZE ? sample >>> (bits - Byte.SIZE) : sample);
  }
}
