package io.shotline.evaluate;

import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Residuals of the cells of maps, with the pixels of defect and of good surface under each: AUROC
 * of pixels without a map in the size of the image. Used by one thread.
 */
final class CellRanking {
  /** A cell, and how many pixels of each kind lie under it. */
  private record Cell(float residual, long defect, long sound) {}

  private final List<Cell> cells = new ArrayList<>();

  /**
   * Adds an image.
   *
   * @param mask in the size of the image; pixels above 0 are the defect
   * @param part of the image that the map covers
   */
  void add(ResidualMap map, Pixels mask, Region part) {
    int count = map.rows() * map.columns();
    long[] defect = new long[count];
    long[] all = new long[count];
    byte[] row = new byte[mask.size().width() * mask.channels()];
    for (int y = 0; y < part.height(); y++) {
      mask.readRow(part.y() + y, row);
      int first = (int) ((long) y * map.rows() / part.height()) * map.columns();
      for (int x = 0; x < part.width(); x++) {
        int cell = first + (int) ((long) x * map.columns() / part.width());
        all[cell]++;
        // The first channel: masks are grey.
        defect[cell] += row[(part.x() + x) * mask.channels()] == 0 ? 0 : 1;
      }
    }
    for (int cell = 0; cell < count; cell++) {
      float residual = map.value(cell / map.columns(), cell % map.columns());
      cells.add(new Cell(residual, defect[cell], all[cell] - defect[cell]));
    }
  }

  /** Adds all cells of another. */
  void addAll(CellRanking other) {
    cells.addAll(other.cells);
  }

  /**
   * Returns how often a pixel of a defect lies under a greater residual than one of good surface.
   */
  OptionalDouble auroc() {
    List<Cell> ascending =
        cells.stream().sorted(Comparator.comparingDouble(Cell::residual)).toList();
    double above = 0;
    double sound = 0;
    double defects = 0;
    for (int from = 0; from < ascending.size(); ) {
      double tiedSound = 0;
      double tiedDefects = 0;
      float residual = ascending.get(from).residual();
      while (from < ascending.size() && ascending.get(from).residual() == residual) {
        tiedSound += ascending.get(from).sound();
        tiedDefects += ascending.get(from++).defect();
      }
      above += tiedDefects * (sound + tiedSound / 2);
      sound += tiedSound;
      defects += tiedDefects;
    }
    return sound == 0 || defects == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(above / sound / defects);
  }
}
