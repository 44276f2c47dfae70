package io.shotline.camera.drawn;

import java.util.Locale;
import java.util.Random;

/** What can be wrong with a plate; each kind at a random place, in a random size. */
enum Defect {
  SCRATCH,
  STAIN,
  DENT,
  CHIPPED_EDGE,
  BENT_CORNER,
  MISSING_HOLE,
  MISSING_BUSHING,
  MISSING_PRINT;

  /** A plate with this defect. */
  Plate plate(Random random) {
    return switch (this) {
      case SCRATCH -> SurfaceDefects.scratch(random);
      case STAIN -> SurfaceDefects.stain(random);
      case DENT -> SurfaceDefects.dent(random);
      case CHIPPED_EDGE -> ShapeDefects.chippedEdge(random);
      case BENT_CORNER -> ShapeDefects.bentCorner(random);
      case MISSING_HOLE -> ShapeDefects.missingHole(random);
      case MISSING_BUSHING -> Plate.lacking(MissingPart.BUSHING);
      case MISSING_PRINT -> Plate.lacking(MissingPart.PRINT);
    };
  }

  /** The name that a frame carries as its truth, such as {@code missing-hole}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
