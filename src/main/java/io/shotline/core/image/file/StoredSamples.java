package io.shotline.core.image.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an image file stores its pixels, as its header says.
 *
 * @param bits of a sample, 8 or less in most files
 * @param channels samples of a pixel; 1 in a file with a palette
 * @param significantBits that the file says are used of each sample; null where it does not say
 */
public record StoredSamples(int bits, int channels, @Nullable Integer significantBits) {
  /** The depths that samples may have, in bits. */
  public static final List<Integer> DEPTHS = List.of(8, 10, 12, 14, 16);

  /** Red, green and blue of 8 bits each. */
  public static final StoredSamples RGB = new StoredSamples(8, 3, null);

  /** Grey levels of 8 bits. */
  public static final StoredSamples GREY = new StoredSamples(8, 1, null);

  /**
   * Returns whether the last sample of a pixel is its alpha, as it may be in PNG and TIFF files.
   */
  public boolean hasAlpha() {
    return channels % 2 == 0;
  }

  /** Returns whether samples have more than 8 bits. */
  public boolean isDeep() {
    return bits > Byte.SIZE;
  }
}
