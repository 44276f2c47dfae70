package io.shotline.core.image;

/** Rows and columns of patches that a model divides an image into, both at least 1. */
public record Grid(int rows, int columns) {
  public Grid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a grid must have at least 1 row and 1 column, got " + rows + " x " + columns);
    }
  }

  /** Returns how many patches there are. */
  public int patches() {
    return rows * columns;
  }

  @Override
  public String toString() {
    return rows + " x " + columns;
  }
}
