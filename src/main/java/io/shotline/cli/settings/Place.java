package io.shotline.cli.settings;

/** Where the value of an option comes from; the first that has one wins. */
public enum Place {
  OPTION,
  VARIABLE,
  FILE,
  DEFAULT
}
