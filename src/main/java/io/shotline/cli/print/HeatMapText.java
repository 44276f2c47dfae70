package io.shotline.cli.print;

import io.shotline.core.image.ResidualMap;

/** A heat map of characters, for terminals: the fuller the character, the greater the residual. */
public final class HeatMapText {
  private static final String SHADES = " .:-=+*#%@";

  private HeatMapText() {}

  /**
   * One line per row of the map, two characters per cell so that cells look square.
   *
   * @param full the residual that gets the fullest character
   */
  public static String of(ResidualMap map, double full, String indent) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < map.rows(); row++) {
      text.append(indent).append('|');
      for (int column = 0; column < map.columns(); column++) {
        char shade = shade(map.value(row, column) / full);
        text.append(shade).append(shade);
      }
      text.append("|\n");
    }
    return text.toString();
  }

  private static char shade(double heat) {
    int index = (int) (heat * (SHADES.length() - 1));
    return SHADES.charAt(Math.max(0, Math.min(SHADES.length() - 1, index)));
  }
}
