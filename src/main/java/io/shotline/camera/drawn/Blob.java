package io.shotline.camera.drawn;

import java.awt.geom.Path2D;
import java.util.Random;

/** A closed, wavy outline around a point: no two alike. */
final class Blob {
  private static final int CORNERS = 14;

  private Blob() {}

  /**
   * A blob.
   *
   * @param radius its mean radius
   * @param roughness 0 is round; the radius varies by about this share
   */
  static Path2D around(double x, double y, double radius, double roughness, Random random) {
    double[] xs = new double[CORNERS];
    double[] ys = new double[CORNERS];
    double squeeze = 0.8 + 0.2 * random.nextDouble();
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      double r = radius * (1 + roughness * (2 * random.nextDouble() - 1));
      xs[i] = x + r * Math.cos(angle);
      ys[i] = y + r * Math.sin(angle) * squeeze;
    }
    return smooth(xs, ys);
  }

  /** Through the middles of the sides, bent towards the corners. */
  private static Path2D smooth(double[] xs, double[] ys) {
    Path2D path = new Path2D.Double();
    int last = xs.length - 1;
    path.moveTo((xs[last] + xs[0]) / 2, (ys[last] + ys[0]) / 2);
    for (int i = 0; i <= last; i++) {
      int after = i == last ? 0 : i + 1;
      path.quadTo(xs[i], ys[i], (xs[i] + xs[after]) / 2, (ys[i] + ys[after]) / 2);
    }
    path.closePath();
    return path;
  }
}
