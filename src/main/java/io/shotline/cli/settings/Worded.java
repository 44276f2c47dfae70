package io.shotline.cli.settings;

import picocli.CommandLine.ITypeConverter;

/** Reads a value and says which values it reads. */
public interface Worded<T> extends ITypeConverter<T> {
  /** Returns the values that are read; completes "must be". */
  String words();

  /** Returns one of them where the words are not enough; else nothing. */
  default String example() {
    return "";
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it is none
   */
  @Override
  T convert(String value);
}
