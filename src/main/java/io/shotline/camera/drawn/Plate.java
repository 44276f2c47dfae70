package io.shotline.camera.drawn;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Set;

/**
 * One plate as it lies on the belt, in pixels from its centre.
 *
 * @param missing the parts that it lacks
 * @param mark what is on its surface and should not be
 */
record Plate(Shape outline, Set<MissingPart> missing, Mark mark) {
  private static final Plate SOUND = new Plate(PlateShape.whole(), Set.of(), Mark.NONE);

  /** Paint on the plate; falls on the metal only, never beside it. */
  interface Mark {
    Mark NONE = g -> {};

    void paint(Graphics2D g);
  }

  static Plate sound() {
    return SOUND;
  }

  boolean isSound() {
    return equals(SOUND);
  }

  static Plate lacking(MissingPart part) {
    return new Plate(PlateShape.whole(), Set.of(part), Mark.NONE);
  }

  static Plate marked(Mark mark) {
    return new Plate(PlateShape.whole(), Set.of(), mark);
  }
}
