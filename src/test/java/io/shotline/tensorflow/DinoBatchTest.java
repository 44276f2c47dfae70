package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.DinoModel;
import io.shotline.convert.RandomDino;
import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of products of any view share runs of a DINOv2, and each gets what it would get alone. */
@Timeout(900)
class DinoBatchTest {
  private static final StretchedPlates PLATES = new StretchedPlates();
  private static final int IMAGES_EACH = 3;

  /** What is seen of the images of a product, and the shape of both images and shots. */
  private record Line(View view, int tiles, ImageSize image, ImageSize shot) {}

  /** An image on its way. */
  private record Sent(String product, EncodedImage image) {}

  private static final Map<String, Line> LINES = new LinkedHashMap<>();

  static {
    ImageSize wide = new ImageSize(700, 420);
    ImageSize high = new ImageSize(300, 410);
    ViewRegion part = new ViewRegion.Percent(20, 10, 50, 70);
    LINES.put("whole", new Line(View.DEFAULT, 1, wide, high));
    LINES.put("long", new Line(View.DEFAULT, 2, new ImageSize(950, 170), new ImageSize(900, 160)));
    LINES.put("halves", new Line(view(Fit.WHOLE, null, 2, Match.SAME), 2, high, wide));
    LINES.put("textures", new Line(view(Fit.SQUARE, null, 2, Match.ANY), 2, wide, wide));
    LINES.put("part", new Line(view(Fit.WHOLE, part, 1, Match.SAME), 1, high, high));
    LINES.put("parts", new Line(view(Fit.WHOLE, part, 2, Match.SAME), 2, wide, high));
    LINES.put("square", new Line(view(Fit.SQUARE, null, 1, Match.SAME), 1, high, wide));
    LINES.put("centre", new Line(View.CENTRE, 1, wide, high));
  }

  private static final int ALL_TILES =
      IMAGES_EACH * LINES.values().stream().mapToInt(Line::tiles).sum();

  @TempDir private Path folder;

  private final FakeCatalog catalog = new FakeCatalog();
  private final List<Sent> images = new ArrayList<>();
  private final Queue<Integer> runs = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @CsvSource({"0, 448, 6, false", "0, 448, 6, true", "4, 266, 36, false", "4, 266, 36, true"})
  void shouldScoreMixedProductsViewsAndShapesLikeOneByOne(
      int registers, int side, int maxBatch, boolean oneDnn) throws Exception {
    ModelFolder files =
        new RandomDino(128, 3, registers)
            .convert(folder, new DinoModel.Options(side, List.of(2, 3), 0.01, null));
    draw();

    List<ScoredImage> together;
    try (Scorer scorer = scorer(files, oneDnn, maxBatch)) {
      together = together(scorer);
    }
    assertThat(runs).hasSize(ALL_TILES / maxBatch).containsOnly(maxBatch);

    try (Scorer scorer = scorer(files, oneDnn, 1)) {
      for (int i = 0; i < images.size(); i++) {
        ScoredImage alone = scored(scorer, images.get(i));
        requireSame(together.get(i), alone);
      }
    }
    assertThat(together.stream().map(ScoredImage::score).distinct()).hasSize(images.size());
  }

  private static void requireSame(ScoredImage one, ScoredImage other) {
    assertThat(one.score()).as(one.productId()).isCloseTo(other.score(), within(1e-5));
    assertThat(one.residualMap().values())
        .as(one.productId())
        .containsExactly(other.residualMap().values(), within(1e-5f));
    assertThat(one.viewedPart()).isEqualTo(other.viewedPart());
    assertThat(one.viewedPart().tiles().count())
        .as(one.productId())
        .isEqualTo(LINES.get(one.productId()).tiles());
  }

  /** One image of each product after the other, so that their tiles meet in every run. */
  private void draw() {
    LINES.forEach(
        (id, line) -> {
          catalog.with(new Product(id, id, null, null, true, null, line.view()));
          catalog.withShots(id, PLATES.file(0, line.shot()), PLATES.file(1, line.image()));
        });
    for (int i = 0; i < IMAGES_EACH; i++) {
      int place = i;
      LINES.forEach(
          (id, line) -> {
            double x = line.image().width() * (place + 1) / 4.0;
            double y = line.image().height() / 2.0;
            images.add(new Sent(id, PLATES.withDisc(3 + place, line.image(), x, y, 24)));
          });
    }
  }

  private List<ScoredImage> together(Scorer scorer) {
    List<CompletableFuture<ScoredImage>> waiting =
        images.stream()
            .map(
                image ->
                    CompletableFuture.supplyAsync(
                        () -> scored(scorer, image), task -> new Thread(task).start()))
            .toList();
    return waiting.stream().map(CompletableFuture::join).toList();
  }

  /** A run begins when it is full: together all tiles fill a number of runs. */
  private Scorer scorer(ModelFolder files, boolean oneDnn, int maxBatch) throws IOException {
    ModelKernels kernels =
        new ModelKernels(SavedModelSignatures.read(files.version()), oneDnn, 0, 0);
    ScoringMonitor monitor =
        new ScoringMonitor() {
          @Override
          public void batch(int size, Duration run) {
            runs.add(size);
          }
        };
    return new Scorer(
        SavedModelScorer.load(files, DeviceSettings.DEFAULT, kernels),
        ImageLimits.DEFAULT,
        new BatchSettings(maxBatch, Duration.ofSeconds(600), 0, ALL_TILES),
        64 << 20,
        monitor,
        Clock.systemUTC());
  }

  private ScoredImage scored(Scorer scorer, Sent image) {
    try {
      Outcome outcome = scorer.score(Samples.event(image.product(), image.image()), catalog);
      return ((Outcome.Judged) outcome).image();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static View view(Fit fit, ViewRegion region, int columns, Match match) {
    return new View(fit, region, new Tiles(columns, 1), 10, match, null);
  }
}
