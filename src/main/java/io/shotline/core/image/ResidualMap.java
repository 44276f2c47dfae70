package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Patch residuals m of an image: rows x columns values from the top left corner, row by row; each
 * is half the cosine distance to the nearest patch of any shot, averaged over the layers. They
 * cover the part of the image that was looked at.
 */
public final class ResidualMap {
  private final int rows;
  private final int columns;
  private final float[] values;

  /** A map of rows x columns values; the array is taken over, not copied. */
  public ResidualMap(int rows, int columns, float[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = requireNonNull(values, "values");
    if (rows < 1 || columns < 1 || values.length != rows * columns) {
      throw new IllegalArgumentException(
          "a map of " + rows + " x " + columns + " with " + values.length + " values");
    }
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public float value(int row, int column) {
    return values[row * columns + column];
  }

  /** All values row by row, as a copy. */
  public float[] values() {
    return values.clone();
  }

  /**
   * The rectangle of cells around the greatest value: all cells that connect to it (sideways, up or
   * down) through values of at least half of it.
   */
  public Region hottestCells() {
    int peak = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[peak]) {
        peak = i;
      }
    }
    float floor = values[peak] / 2;
    boolean[] seen = new boolean[values.length];
    Deque<Integer> open = new ArrayDeque<>();
    seen[peak] = true;
    open.add(peak);
    int top = rows;
    int left = columns;
    int bottom = 0;
    int right = 0;
    while (!open.isEmpty()) {
      int cell = open.remove();
      int row = cell / columns;
      int column = cell % columns;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
      for (int next : neighbours(row, column)) {
        if (next >= 0 && !seen[next] && values[next] >= floor) {
          seen[next] = true;
          open.add(next);
        }
      }
    }
    return new Region(left, top, right - left + 1, bottom - top + 1);
  }

  private int[] neighbours(int row, int column) {
    return new int[] {
      row > 0 ? (row - 1) * columns + column : -1,
      row < rows - 1 ? (row + 1) * columns + column : -1,
      column > 0 ? row * columns + column - 1 : -1,
      column < columns - 1 ? row * columns + column + 1 : -1
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResidualMap map
        && rows == map.rows
        && columns == map.columns
        && Arrays.equals(values, map.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
