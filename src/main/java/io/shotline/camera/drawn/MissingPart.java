package io.shotline.camera.drawn;

/** What a plate may lack. */
enum MissingPart {
  HOLE_TOP_LEFT,
  HOLE_TOP_RIGHT,
  HOLE_BOTTOM_LEFT,
  HOLE_BOTTOM_RIGHT,
  BUSHING,
  PRINT
}
