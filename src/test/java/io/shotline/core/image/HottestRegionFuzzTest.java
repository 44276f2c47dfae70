package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the map and the image, the hottest region is a part of the image. */
class HottestRegionFuzzTest {
  @Property(tries = 300)
  void shouldAlwaysLieInsideTheImageAndHaveAnArea(
      @ForAll @IntRange(min = 1, max = 2000) int width,
      @ForAll @IntRange(min = 1, max = 2000) int height,
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @Size(400) @FloatRange(min = -.1f) float[] pool) {
    int columns = pool.length / rows;
    ResidualMap map = new ResidualMap(rows, columns, Arrays.copyOf(pool, rows * columns));

    Region cells = map.hottestCells();
    assertInside(cells, columns, rows);
    Region region =
        HottestRegionTest.difference(map, new ImageSize(width, height))
            .hottestRegion()
            .orElseThrow();
    assertInside(region, width, height);
  }

  private static void assertInside(Region region, int width, int height) {
    assertThat(region.x()).isNotNegative();
    assertThat(region.y()).isNotNegative();
    assertThat(region.width()).isPositive();
    assertThat(region.height()).isPositive();
    assertThat(region.x() + region.width()).isLessThanOrEqualTo(width);
    assertThat(region.y() + region.height()).isLessThanOrEqualTo(height);
  }
}
