package io.shotline.bench;

/**
 * The images per second of two ways to run the stream, measured one after the other.
 *
 * @param with of the way that is measured
 * @param without of the way that it is compared with
 */
public record RatePair(double with, double without) {
  /** Returns how much longer an image takes with it; 1 is as long, above 1 is slower. */
  public double ratio() {
    return without / with;
  }
}
