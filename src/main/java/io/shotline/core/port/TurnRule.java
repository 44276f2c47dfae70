package io.shotline.core.port;

/**
 * When a bank holds turned copies of its shots too: some parts lie in any direction. The rule asks
 * the shots themselves, since turned copies of parts that lie in one direction hide defects.
 *
 * @param ratio turned copies are used where each shot scores this many times lower against the
 *     others with their turned copies than without them; at least 1, or 0: always, also of one shot
 * @param shots how many of the newest shots are turned, at least 1
 */
public record TurnRule(double ratio, int shots) {
  public TurnRule {
    if (ratio != 0 && !(ratio >= 1 && Double.isFinite(ratio))) {
      throw new IllegalArgumentException(
          "the ratio of turns must be 0 or at least 1, not " + ratio);
    }
    if (shots < 1) {
      throw new IllegalArgumentException("the shots to turn must be at least 1, not " + shots);
    }
  }

  /** Returns whether nothing is asked of the shots. */
  public boolean isAlways() {
    return ratio == 0;
  }

  /**
   * Returns whether a shot is among those that are turned.
   *
   * @param index of the shot, from 0 for the oldest
   * @param count of all shots
   */
  public boolean includes(int index, int count) {
    return index >= count - shots;
  }
}
