package io.shotline.core.misfit;

/** How a threshold does not fit the images that are held against it. */
public enum MisfitKind {
  /** Nine of ten images or more are anomalous. Defects are hardly ever that many. */
  NEARLY_ALL_ANOMALOUS,
  /** No image came near the threshold. Good parts alone come nearer to one that fits. */
  NEVER_NEAR
}
