package io.shotline.core.bank;

import io.shotline.core.image.file.DecodeCost;
import java.util.concurrent.Semaphore;

/**
 * The memory that images may take while they are decoded, all together. An image waits until there
 * is room for it, in the order of asking, so that large ones get their turn. Safe for use by many
 * threads; nobody holds one share and asks for another.
 */
public final class DecodeBudget {
  /** A share of the memory, to be given back. */
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }

  // A semaphore counts in ints.
  private static final int UNIT = 1 << 12;

  private final int units;
  private final Semaphore free;

  /**
   * @param bytes for all images together
   */
  public DecodeBudget(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes for decoding must be at least 1, got " + bytes);
    }
    this.units = (int) Math.min(Integer.MAX_VALUE, units(bytes));
    this.free = new Semaphore(units, true);
  }

  /**
   * Blocks until there is room for an image. One that needs more than all, which the limits refuse
   * before, would have all to itself.
   */
  public Share take(DecodeCost cost) {
    int needed = (int) Math.min(units, units(cost.bytes()));
    free.acquireUninterruptibly(needed);
    return () -> free.release(needed);
  }

  private static long units(long bytes) {
    return (bytes + UNIT - 1) / UNIT;
  }
}
