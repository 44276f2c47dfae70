package io.shotline.replay;

/** What the scores of replayed images are held against. */
public enum ReplayThresholds {
  /** What counts now. */
  CURRENT,
  /** What each image was held against when it came; what counts now where it got no verdict. */
  RECORDED
}
