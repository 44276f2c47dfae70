package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing at the border of an image is missed, from 1:4 to 16:1, with the shipped models and the
 * threshold of four shots.
 */
@ParameterizedClass
@MethodSource("models")
class WholeViewTest {
  private static final double[] RATIOS = {
    0.25, 1 / 3.0, 0.5, 0.75, 1, 4 / 3.0, 16 / 9.0, 2.5, 4, 6, 9, 16
  };
  private static final double AREA = 640 * 480;

  private static final StretchedPlates PLATES = new StretchedPlates();
  private static Scorer scorer;

  /**
   * Makes a test of a model.
   *
   * @param model that {@link #open} has loaded for all tests
   */
  WholeViewTest(Path model) {
    assertThat(model).isDirectory();
  }

  static Stream<Path> models() {
    return Stream.of(MiniTwo.FOLDER, MiniTwo.FINE);
  }

  @BeforeParameterizedClassInvocation
  static void open(Path model) throws IOException {
    scorer =
        new Scorer(
            SavedModelScorer.load(new ModelFolder(model), DeviceSettings.DEFAULT),
            ImageLimits.DEFAULT,
            new BatchSettings(8, Duration.ofMillis(20), 0, 32),
            64 << 20,
            ScoringMonitor.NONE,
            Clock.systemUTC());
  }

  @AfterParameterizedClassInvocation
  static void close() {
    scorer.close();
  }

  @Test
  void shouldFindADiscAtEveryBorderOfEveryShape() {
    for (double ratio : RATIOS) {
      ImageSize size = size(ratio, AREA);
      FakeCatalog catalog = catalog(size.toString(), size);
      double shorter = Math.min(size.width(), size.height());
      double near = shorter / 20;
      ScoredImage normal = scored(size.toString(), PLATES.file(3, size), catalog);
      assertThat(normal.verdict()).as(ratio + " " + normal.score()).isEqualTo(Verdict.NORMAL);
      for (double[] place :
          new double[][] {
            {near, near},
            {size.width() - near, size.height() / 3.0},
            {size.width() * 0.6, size.height() - near}
          }) {
        requireFound(catalog, size, place[0], place[1], shorter / 10, ratio);
      }
    }
  }

  @Test
  void shouldFindInTilesASmallDefectThatOneTileMisses() {
    ImageSize size = new ImageSize(1280, 960);
    FakeCatalog catalog = new FakeCatalog();
    for (String id : List.of("whole", "tiled")) {
      catalog.with(product(id, id.equals("tiled") ? new Tiles(2, 2) : Tiles.ONE, null));
      catalog.withShots(
          id,
          PLATES.file(0, size),
          PLATES.file(1, size),
          PLATES.file(2, size),
          PLATES.file(3, size));
    }
    EncodedImage defect = PLATES.withDisc(5, size, 200, 800, 8);

    assertThat(scored("whole", defect, catalog).verdict())
        .isEqualTo(scorer.card().name().equals("fine") ? Verdict.ANOMALOUS : Verdict.NORMAL);
    assertThat(scored("tiled", PLATES.file(5, size), catalog).verdict()).isEqualTo(Verdict.NORMAL);
    ScoredImage found = scored("tiled", defect, catalog);
    assertThat(found.verdict()).isEqualTo(Verdict.ANOMALOUS);
    requireContains(found.hottestRegion().orElseThrow(), 200, 800);
  }

  @Test
  void shouldScoreProductsOfOtherViewsTogetherAsAlone() {
    Map<String, Product> products = new LinkedHashMap<>();
    products.put("wide", product("wide", Tiles.AUTO, null));
    products.put("tiled", product("tiled", new Tiles(2, 2), null));
    products.put("part", product("part", Tiles.AUTO, new ViewRegion.Percent(20, 10, 50, 70)));
    products.put("square", new Product("square", "square", null, null, true, null, View.CENTRE));
    FakeCatalog catalog = new FakeCatalog();
    products.values().forEach(catalog::with);
    List<String> order = new ArrayList<>();
    List<EncodedImage> images = new ArrayList<>();
    int seed = 0;
    for (String id : products.keySet()) {
      ImageSize size = size(0.7 + seed++, AREA / 2);
      catalog.withShots(id, PLATES.file(0, size), PLATES.file(1, size));
      for (int i = 0; i < 4; i++) {
        order.add(id);
        images.add(PLATES.withDisc(3, size, 40 * i + 30, 60, 12));
      }
    }

    List<CompletableFuture<ScoredImage>> together = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      int at = i;
      together.add(
          CompletableFuture.supplyAsync(
              () -> scored(order.get(at), images.get(at), catalog),
              task -> new Thread(task).start()));
    }
    together.forEach(CompletableFuture::join);

    for (int i = 0; i < images.size(); i++) {
      ScoredImage alone = scored(order.get(i), images.get(i), catalog);
      ScoredImage both = together.get(i).join();
      assertThat(both.score()).as(order.get(i)).isCloseTo(alone.score(), within(1e-6));
      assertThat(both.residualMap().values())
          .containsExactly(alone.residualMap().values(), within(1e-5f));
      assertThat(both.viewedPart()).isEqualTo(alone.viewedPart());
    }
  }

  private static void requireFound(
      FakeCatalog catalog, ImageSize size, double x, double y, double diameter, double ratio) {
    ScoredImage found = scored(size.toString(), PLATES.withDisc(3, size, x, y, diameter), catalog);

    assertThat(found.verdict())
        .as("ratio %s, disc of %s at %s, %s of %s: %s", ratio, diameter, x, y, size, found.score())
        .isEqualTo(Verdict.ANOMALOUS);
    requireContains(found.hottestRegion().orElseThrow(), x, y);
  }

  private static void requireContains(Region region, double x, double y) {
    double right = (double) region.x() + region.width();
    double bottom = (double) region.y() + region.height();
    assertThat(x).as(region.toString()).isBetween((double) region.x(), right);
    assertThat(y).as(region.toString()).isBetween((double) region.y(), bottom);
  }

  private static ImageSize size(double ratio, double area) {
    double root = Math.sqrt(area);
    return new ImageSize(
        (int) Math.round(root * Math.sqrt(ratio)), (int) Math.round(root / Math.sqrt(ratio)));
  }

  private static FakeCatalog catalog(String id, ImageSize size) {
    return new FakeCatalog()
        .withShots(
            id,
            PLATES.file(0, size),
            PLATES.file(1, size),
            PLATES.file(2, size),
            PLATES.file(4, size));
  }

  private static Product product(String id, Tiles tiles, ViewRegion region) {
    View view = new View(Fit.WHOLE, region, tiles, 10, Match.SAME, null);
    return new Product(id, id, null, null, true, null, view);
  }

  private static ScoredImage scored(String product, EncodedImage image, FakeCatalog catalog) {
    try {
      Outcome outcome = scorer.score(Samples.event(product, image), catalog);
      return ((Outcome.Judged) outcome).image();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
