package io.shotline.cli.settings;

/**
 * The value that the environment or the file gives an option.
 *
 * @param name of the variable, or of the line
 * @param value with its unit, also where the name had the unit before
 * @param newName the name to use instead; the same as the name if that is today's
 * @param source says the place with its name
 */
record Setting(Place place, String name, String value, String newName, String source) {
  boolean isFormer() {
    return !name.equals(newName);
  }
}
