package io.shotline.camera;

/** What a plate may lack. */
enum Part {
  HOLE_TOP_LEFT,
  HOLE_TOP_RIGHT,
  HOLE_BOTTOM_LEFT,
  HOLE_BOTTOM_RIGHT,
  BUSHING,
  PRINT
}
