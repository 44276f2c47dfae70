package io.shotline.core.result;

/** What an image was found to be. */
public enum Verdict {
  NORMAL,
  ANOMALOUS,
  SKIPPED
}
