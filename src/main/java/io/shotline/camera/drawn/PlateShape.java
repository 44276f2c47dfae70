package io.shotline.camera.drawn;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Measures of the plate, in pixels from its centre. */
final class PlateShape {
  static final int HALF_WIDTH = 200;
  static final int HALF_HEIGHT = 160;
  static final int HOLE_X = 156;
  static final int HOLE_Y = 116;
  static final int SLOT_X = 137;

  /** Between the middles of its round ends, halved. */
  static final int SLOT_HALF_LENGTH = 31;

  private PlateShape() {}

  /** The outline of a sound plate. */
  static Shape whole() {
    return new RoundRectangle2D.Float(
        -HALF_WIDTH, -HALF_HEIGHT, 2 * HALF_WIDTH, 2 * HALF_HEIGHT, 40, 40);
  }

  /** The outline of a plate that lacks this piece. */
  static Shape without(Path2D piece) {
    Area rest = new Area(whole());
    rest.subtract(new Area(piece));
    return rest;
  }
}
