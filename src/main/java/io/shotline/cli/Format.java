package io.shotline.cli;

/** How a command prints its results. */
enum Format {
  /** For people. */
  TEXT,
  /** One JSON object per line, for programs. */
  JSON
}
