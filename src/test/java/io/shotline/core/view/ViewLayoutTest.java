package io.shotline.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Region;
import io.shotline.core.image.SecondLook;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.StoredSamples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class ViewLayoutTest {
  private static final ModelInput RECTANGLES = new ModelInput.Rectangle(57_600, 16);
  private static final ModelInput SQUARES = ModelInput.Square.withDefaults(15);

  @Example
  void shouldKeepTheAspectOfTheShotsAndTheArea() {
    assertThat(layout(View.DEFAULT, 640, 480).seen()).isEqualTo(new ImageSize(272, 208));
    assertThat(layout(View.DEFAULT, 480, 640).seen()).isEqualTo(new ImageSize(208, 272));
    assertThat(layout(View.DEFAULT, 50, 50).seen()).isEqualTo(new ImageSize(240, 240));
    assertThat(layout(tiles(1, 1), 16, 1).seen()).as("6 patches").isEqualTo(new ImageSize(960, 96));
  }

  @Example
  void shouldTakeTheMedianOfTheShots() {
    List<ImageSize> shots =
        List.of(new ImageSize(100, 100), new ImageSize(900, 100), new ImageSize(300, 100));

    assertThat(ShotShape.of(View.DEFAULT, shots)).isEqualTo(new ShotShape(3, 30_000, 100));
    assertThat(ShotShape.of(View.DEFAULT, shots.subList(0, 2)))
        .isEqualTo(new ShotShape(5, 50_000, 100));
    assertThat(ShotShape.of(View.DEFAULT, List.of())).isEqualTo(ShotShape.NONE);
  }

  @Example
  void shouldCutLongViewsInTwoOrMoreIfNobodySaysHow() {
    assertThat(layout(View.DEFAULT, 4, 1).tiles()).isEqualTo(Tiles.ONE);
    assertThat(layout(View.DEFAULT, 4096, 256).tiles()).isEqualTo(new Tiles(4, 1));
    assertThat(layout(View.DEFAULT, 256, 4096).tiles()).isEqualTo(new Tiles(1, 4));
    assertThat(layout(View.DEFAULT, 12, 1).tiles()).isEqualTo(new Tiles(3, 1));
    assertThat(layout(View.DEFAULT, 999, 1).tiles()).isEqualTo(new Tiles(16, 1));
    // A tile has 4096 / 3.7 x 256 pixels.
    assertThat(layout(View.DEFAULT, 4096, 256).seen()).isEqualTo(new ImageSize(496, 112));
  }

  @Example
  void shouldLookTwiceAtLargeShotsOnly() {
    assertThat(looks(tiles(1, 1), 599, 800)).isEqualTo(twice(208, 272, 448, 592, 0.5));
    assertThat(looks(tiles(1, 1), 800, 600)).isEqualTo(twice(272, 208, 592, 448, 1));
    assertThat(looks(tiles(1, 1), 100, 100)).isEqualTo(twice(240, 240, 512, 512, 0.5));
    assertThat(looks(tiles(1, 1), 99, 4000).second()).isNull();
    assertThat(looks(View.CENTRE, 100, 300)).isEqualTo(twice(240, 240, 512, 512, 0.5));
  }

  @Example
  void shouldLookTwiceAtLargeTilesOnly() {
    assertThat(looks(tiles(2, 2), 1200, 1200).weight()).isEqualTo(1);
    assertThat(looks(tiles(2, 2), 1100, 1200).weight()).isEqualTo(0.5);
    assertThat(looks(tiles(1, 2), 650, 1100).weight()).as("579 high").isEqualTo(0.5);
    assertThat(looks(tiles(2, 2), 180, 400).second()).isNull();
    assertThat(looks(region(new ViewRegion.Percent(0, 0, 50, 100)), 1199, 1200).weight())
        .isEqualTo(1);
    assertThat(looks(region(new ViewRegion.Percent(0, 0, 49, 100)), 1199, 1200).weight())
        .isEqualTo(0.5);
  }

  private static LookSizes looks(View view, int width, int height) {
    SecondLook second = new SecondLook(262_144, 0.01, new TreeMap<>(Map.of(100, 0.5, 600, 1.0)));
    ModelInput input = new ModelInput.Rectangle(57_600, 16, second);
    ShotShape shape = ShotShape.of(view, List.of(new ImageSize(width, height)));
    return ViewLayout.of(view, input, shape).looks();
  }

  private static LookSizes twice(
      int width, int height, int secondWidth, int secondHeight, double weight) {
    return new LookSizes(
        new ImageSize(width, height), new ImageSize(secondWidth, secondHeight), weight);
  }

  @Example
  void shouldSqueezeOrCropWhereTheModelTakesSquares() {
    ImageSize square = new ImageSize(240, 240);
    ImageHeader wide = header(640, 480);
    ViewLayout whole = ViewLayout.of(View.DEFAULT, SQUARES, shape(640, 480));
    ViewLayout centre = ViewLayout.of(View.CENTRE, RECTANGLES, shape(4096, 256));

    assertThat(whole.seen()).isEqualTo(square);
    assertThat(whole.cut(wide).part().region()).isEqualTo(new Region(0, 0, 640, 480));
    assertThat(centre.seen()).isEqualTo(square);
    assertThat(centre.tiles()).isEqualTo(Tiles.ONE);
    assertThat(centre.cut(wide).part().region()).isEqualTo(new Region(80, 0, 480, 480));
    assertThat(centre.cut(wide).part().share()).isEqualTo(0.75);
  }

  @Example
  void shouldLookAtARegionOnly() {
    ViewRegion.Percent percent = new ViewRegion.Percent(25, 50, 50, 50);
    ViewLayout layout = layout(region(percent), 640, 480);

    assertThat(layout.cut(header(640, 480)).part().chosen())
        .isEqualTo(new Region(160, 240, 320, 240));
    assertThat(layout.cut(header(640, 480)).part().share()).isEqualTo(0.25);
    assertThat(layout.seen()).as("the aspect of the region").isEqualTo(new ImageSize(272, 208));
  }

  @Example
  void shouldRefuseAnImageOfAnotherSizeThanTheRegionWasMeasuredOn() {
    Region part = new Region(10, 20, 100, 50);
    ViewLayout layout =
        layout(region(new ViewRegion.Measured(part, new ImageSize(640, 480))), 640, 480);

    assertThat(layout.cut(header(640, 480)).part().region()).isEqualTo(part);
    assertThat(layout.refusal(new ImageSize(640, 480))).isEmpty();
    assertThat(layout.refusal(new ImageSize(641, 480)).orElseThrow().toString())
        .contains("UNSUPPORTED_IMAGE", "640 x 480", "641 x 480", "in per cent");
    assertThatThrownBy(() -> layout.cut(header(641, 480)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void shouldRefuseARegionTooSmallToShowAnything() {
    ViewLayout layout = layout(region(new ViewRegion.Percent(10, 10, 2, 50)), 900, 900);

    assertThat(layout.refusal(new ImageSize(900, 900))).isEmpty();
    assertThat(layout.refusal(new ImageSize(640, 640)).orElseThrow().toString())
        .contains("UNSUPPORTED_IMAGE", "13 x 320 pixels", "640 x 640", "at least 16 x 16");
  }

  @Property
  void shouldCoverTheRegionWithTilesOfOneSize(
      @ForAll @IntRange(min = 1, max = 5_000) int longer,
      @ForAll @DoubleRange(min = 1, max = 16) double aspect,
      @ForAll boolean wide,
      @ForAll @IntRange(min = 0, max = 6) int columns,
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @DoubleRange(max = 50) double overlap) {
    int shorter = (int) Math.max(1, longer / aspect);
    ImageSize image = wide ? new ImageSize(longer, shorter) : new ImageSize(shorter, longer);
    Tiles tiles = columns == 0 ? Tiles.AUTO : new Tiles(columns, rows);
    View view = new View(Fit.WHOLE, null, tiles, overlap, Match.SAME, null);

    ViewLayout layout = layout(view, image.width(), image.height());
    TileCut cut = layout.cut(header(image.width(), image.height()));

    assertThat(cut.places()).hasSize(layout.tiles().count());
    assertThat(cut.part().region()).isEqualTo(new Region(0, 0, image.width(), image.height()));
    assertThat(cut.places().stream().map(place -> place.width() + " x " + place.height()))
        .containsOnly(cut.places().get(0).width() + " x " + cut.places().get(0).height());
    requireCovered(
        cut.places().stream().map(Region::x).toList(), cut.places().get(0).width(), image.width());
    requireCovered(
        cut.places().stream().map(Region::y).toList(),
        cut.places().get(0).height(),
        image.height());
    double whole = (double) image.width() / cut.places().get(0).width();
    assertThat((double) cut.places().get(0).width())
        .isCloseTo(image.width() / pieces(layout.tiles().columns(), overlap), Offset.offset(1.0));
    assertThat(whole).isGreaterThanOrEqualTo(1);
  }

  private static double pieces(int count, double overlapPercent) {
    return count - (count - 1) * overlapPercent / 100;
  }

  private static void requireCovered(List<Integer> starts, int piece, int length) {
    List<Integer> sorted = starts.stream().distinct().sorted().toList();
    assertThat(sorted.get(0)).isZero();
    assertThat(sorted.get(sorted.size() - 1) + piece).isEqualTo(length);
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i)).isLessThanOrEqualTo(sorted.get(i - 1) + piece);
    }
  }

  private static View tiles(int columns, int rows) {
    return new View(Fit.WHOLE, null, new Tiles(columns, rows), 10, Match.SAME, null);
  }

  private static View region(ViewRegion region) {
    return new View(Fit.WHOLE, region, Tiles.AUTO, 10, Match.SAME, null);
  }

  private static ViewLayout layout(View view, int width, int height) {
    return ViewLayout.of(
        view, RECTANGLES, ShotShape.of(view, List.of(new ImageSize(width, height))));
  }

  private static ShotShape shape(int width, int height) {
    return ShotShape.of(View.DEFAULT, List.of(new ImageSize(width, height)));
  }

  private static ImageHeader header(int width, int height) {
    return new ImageHeader(
        ImageHeader.Format.PNG, new ImageSize(width, height), 1, StoredSamples.RGB, "");
  }
}
