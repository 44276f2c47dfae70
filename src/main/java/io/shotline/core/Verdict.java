package io.shotline.core;

/** What an image was found to be. */
public enum Verdict {
  NORMAL,
  ANOMALOUS,
  SKIPPED
}
