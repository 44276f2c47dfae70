package io.shotline.http;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds the memory of bodies that are being received, all together. When there is no more, the one
 * that has been under way longest gives its memory up: senders that are slow on purpose hold up
 * nobody. Runs on the event loop alone.
 */
public final class BodyMemory {
  private final long most;
  private final Set<BoundedBody> underWay = new LinkedHashSet<>();
  private long bytes;

  /**
   * @param most bytes of all bodies under way
   */
  public BodyMemory(long most) {
    this.most = most;
  }

  /** Makes room for more bytes of a body, which may be given up itself. */
  void grow(BoundedBody body, int more) {
    underWay.add(body);
    bytes += more;
    while (bytes > most) {
      underWay.iterator().next().giveUp();
    }
  }

  /** Notes that a body of so many bytes is complete or given up. */
  void leave(BoundedBody body, int held) {
    if (underWay.remove(body)) {
      bytes -= held;
    }
  }
}
