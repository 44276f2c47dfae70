package io.shotline.core.view;

/**
 * Columns and rows of tiles that a view is cut into.
 *
 * @param columns 1 to {@value #MOST}; 0 in {@link #AUTO}
 * @param rows 1 to {@value #MOST}; 0 in {@link #AUTO}
 */
public record Tiles(int columns, int rows) {
  /** The most columns or rows. */
  public static final int MOST = 16;

  /** As many along the long side as the aspect asks for: one up to 4:1, two up to 8:1. */
  public static final Tiles AUTO = new Tiles(0, 0);

  /** The view is not cut. */
  public static final Tiles ONE = new Tiles(1, 1);

  public Tiles {
    boolean auto = columns == 0 && rows == 0;
    if (!auto && !(columns >= 1 && columns <= MOST && rows >= 1 && rows <= MOST)) {
      throw new IllegalArgumentException(
          "tiles must be auto or 1x1 to " + MOST + "x" + MOST + ", not " + columns + "x" + rows);
    }
  }

  /** Returns whether the number follows from the shots' aspect. */
  public boolean isAuto() {
    return columns == 0;
  }

  /** Returns how many tiles there are; 0 where that follows from the shots. */
  public int count() {
    return columns * rows;
  }

  /** Returns the words of the option: {@code auto} or {@code 2x1}. */
  public String word() {
    return isAuto() ? "auto" : columns + "x" + rows;
  }
}
