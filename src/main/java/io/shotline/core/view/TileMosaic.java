package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Grid;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import java.util.Arrays;
import java.util.List;

/**
 * Lays the maps of tiles over the rectangle that they were cut from. No cell of the whole is
 * smaller than one of a tile, so each takes the greatest value of the cells whose centres lie in
 * it.
 */
final class TileMosaic {
  private final ViewLayout layout;
  private final TileCut cut;

  TileMosaic(ViewLayout layout, TileCut cut) {
    this.layout = requireNonNull(layout, "layout");
    this.cut = requireNonNull(cut, "cut");
  }

  /** Returns the one map of these. */
  ResidualMap of(List<ResidualMap> maps) {
    Grid all = layout.grid(new Grid(maps.get(0).rows(), maps.get(0).columns()));
    float[] values = new float[all.patches()];
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    for (int tile = 0; tile < maps.size(); tile++) {
      lay(maps.get(tile), cut.places().get(tile), all, values);
    }
    for (int cell = 0; cell < values.length; cell++) {
      if (values[cell] == Float.NEGATIVE_INFINITY) {
        values[cell] = under(cell, all, maps);
      }
    }
    return new ResidualMap(all.rows(), all.columns(), values);
  }

  private void lay(ResidualMap map, Region place, Grid all, float[] values) {
    Region whole = cut.part().chosen();
    for (int row = 0; row < map.rows(); row++) {
      double y = place.y() - whole.y() + (row + 0.5) * place.height() / map.rows();
      int top = cell(y / whole.height(), all.rows());
      for (int column = 0; column < map.columns(); column++) {
        double x = place.x() - whole.x() + (column + 0.5) * place.width() / map.columns();
        int at = top * all.columns() + cell(x / whole.width(), all.columns());
        values[at] = Math.max(values[at], map.value(row, column));
      }
    }
  }

  /** Where a tile ends between two pixels, a cell may be left without a centre in it. */
  private float under(int cell, Grid all, List<ResidualMap> maps) {
    Region whole = cut.part().chosen();
    int row = cell / all.columns();
    int column = cell % all.columns();
    double x = whole.x() + (column + 0.5) * whole.width() / all.columns();
    double y = whole.y() + (row + 0.5) * whole.height() / all.rows();
    float greatest = 0;
    for (int tile = 0; tile < maps.size(); tile++) {
      Region place = cut.places().get(tile);
      double right = (x - place.x()) / place.width();
      double down = (y - place.y()) / place.height();
      if (right >= 0 && right <= 1 && down >= 0 && down <= 1) {
        ResidualMap map = maps.get(tile);
        greatest =
            Math.max(greatest, map.value(cell(down, map.rows()), cell(right, map.columns())));
      }
    }
    return greatest;
  }

  private static int cell(double share, int cells) {
    return (int) Math.min(cells - 1, Math.floor(share * cells));
  }
}
