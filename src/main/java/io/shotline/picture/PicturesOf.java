package io.shotline.picture;

/** The images that pictures are drawn of. */
public enum PicturesOf {
  /** Those that are anomalous. */
  ANOMALOUS,
  /** All that have a verdict. */
  ALL
}
