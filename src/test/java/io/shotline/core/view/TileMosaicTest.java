package io.shotline.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fit;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.StoredSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class TileMosaicTest {
  private static final ModelInput RECTANGLES = new ModelInput.Rectangle(57_600, 16);

  @Example
  void shouldLeaveTheMapOfOneTileAsItIs() {
    ViewLayout layout = layout(new ImageSize(640, 480), Tiles.AUTO, 10);
    ResidualMap map = new ResidualMap(13, 17, new float[13 * 17]);

    assertThat(layout.merge(cut(layout, new ImageSize(640, 480)), List.of(map))).isSameAs(map);
  }

  @Example
  void shouldLayTilesSideBySide() {
    ImageSize image = new ImageSize(200, 100);
    ViewLayout layout = layout(image, new Tiles(2, 1), 0);

    ResidualMap all =
        layout.merge(
            cut(layout, image),
            List.of(
                new ResidualMap(1, 2, new float[] {1, 2}),
                new ResidualMap(1, 2, new float[] {3, 4})));

    assertThat(all.values()).containsExactly(1, 2, 3, 4);
  }

  @Example
  void shouldTakeTheGreaterValueWhereTilesOverlap() {
    ImageSize image = new ImageSize(150, 100);
    ViewLayout layout = layout(image, new Tiles(2, 1), 50);

    ResidualMap all =
        layout.merge(
            cut(layout, image),
            List.of(
                new ResidualMap(1, 2, new float[] {1, 5}),
                new ResidualMap(1, 2, new float[] {3, 4})));

    assertThat(all.values()).containsExactly(1, 5, 4);
  }

  @Property
  void shouldKeepEachPeakAtItsPlace(
      @ForAll @IntRange(min = 20, max = 3_000) int width,
      @ForAll @IntRange(min = 20, max = 3_000) int height,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @DoubleRange(max = 50) double overlap,
      @ForAll long seed) {
    ImageSize image = new ImageSize(width, height);
    ViewLayout layout = layout(image, new Tiles(columns, rows), overlap);
    TileCut cut = cut(layout, image);
    Grid grid = RECTANGLES.grid(layout.seen());
    SplittableRandom random = new SplittableRandom(seed);
    List<ResidualMap> maps = new ArrayList<>();
    for (int tile = 0; tile < columns * rows; tile++) {
      float[] values = new float[grid.patches()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(0.1);
      }
      maps.add(new ResidualMap(grid.rows(), grid.columns(), values));
    }
    int tile = random.nextInt(maps.size());
    int cell = random.nextInt(grid.patches());
    float[] values = maps.get(tile).values();
    values[cell] = 1;
    maps.set(tile, new ResidualMap(grid.rows(), grid.columns(), values));

    ResidualMap all = layout.merge(cut, maps);

    Region peak = all.hottestCells();
    assertThat(peak.width() * peak.height())
        .as("one cell, or with a narrow one beside it")
        .isBetween(1, 4);
    assertThat(all.value(peak.y(), peak.x())).isEqualTo(1);
    Region found = cut.part().toSource(peak, all.rows(), all.columns());
    Region place = cut.places().get(tile);
    double x = place.x() + (cell % grid.columns() + 0.5) * place.width() / grid.columns();
    double y = place.y() + (cell / grid.columns() + 0.5) * place.height() / grid.rows();
    assertThat(x).isBetween(found.x() - 1.0, found.x() + found.width() + 1.0);
    assertThat(y).isBetween(found.y() - 1.0, found.y() + found.height() + 1.0);
    for (float value : all.values()) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  private static ViewLayout layout(ImageSize image, Tiles tiles, double overlap) {
    View view = new View(Fit.WHOLE, null, tiles, overlap, Match.SAME, null);
    return ViewLayout.of(view, RECTANGLES, ShotShape.of(view, List.of(image)));
  }

  private static TileCut cut(ViewLayout layout, ImageSize image) {
    return layout.cut(new ImageHeader(ImageHeader.Format.PNG, image, 1, StoredSamples.RGB, ""));
  }
}
