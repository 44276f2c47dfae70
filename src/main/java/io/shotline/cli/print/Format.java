package io.shotline.cli.print;

/** How a command prints its results. */
public enum Format {
  /** For people. */
  TEXT,
  /** One JSON object per line, for programs. */
  JSON
}
