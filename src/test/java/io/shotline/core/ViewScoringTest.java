package io.shotline.core;

import static io.shotline.core.Plain.halves;
import static io.shotline.core.Plain.marked;
import static io.shotline.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.testing.FakeModel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of an image is looked at, from its file to its result. */
@Timeout(600)
class ViewScoringTest {
  private final FakeModel model = new FakeModel();
  private final Scorer scorer = scorer(model);
  private final FakeCatalog catalog = new FakeCatalog().withShots("bolt", marked(640, 480));

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldFindADefectAtEachEdgeOfAWideImage() throws InterruptedException {
    for (Region defect :
        List.of(
            new Region(0, 200, 60, 60),
            new Region(580, 200, 60, 60),
            new Region(300, 0, 60, 60),
            new Region(300, 420, 60, 60))) {
      ScoredImage result = scored(marked(640, 480, defect));

      assertThat(result.score()).isGreaterThan(0.5);
      requireInside(result.hottestRegion().orElseThrow(), defect);
      assertThat(result.difference().viewedPart().share()).isEqualTo(1);
      assertThat(result.difference().warnings()).isEmpty();
    }
  }

  @Test
  void shouldLookAtTheRegionOnlyAndSaySo() throws InterruptedException {
    view(region(new ViewRegion.Percent(50, 0, 50, 100)));

    ScoredImage left = scored(marked(640, 480, new Region(0, 200, 60, 60)));
    ScoredImage right = scored(marked(640, 480, new Region(580, 200, 60, 60)));

    assertThat(left.score()).isCloseTo(0, within(1e-6));
    assertThat(left.difference().viewedPart().region()).isEqualTo(new Region(320, 0, 320, 480));
    assertThat(left.difference().viewedPart().share()).isEqualTo(0.5);
    requireInside(right.hottestRegion().orElseThrow(), new Region(580, 200, 60, 60));
  }

  @Test
  void shouldRefuseAnImageOfAnotherSizeThanTheRegionWasMeasuredOn() throws InterruptedException {
    Region part = new Region(100, 100, 200, 200);
    view(region(new ViewRegion.Measured(part, new ImageSize(640, 480))));

    assertThat(scored(marked(640, 480)).difference().viewedPart().region()).isEqualTo(part);
    Rejection rejection = rejected(marked(641, 480));
    assertThat(rejection.reason()).isEqualTo(Rejection.Reason.UNSUPPORTED_IMAGE);
    assertThat(rejection.detail()).contains("640 x 480", "641 x 480", "per cent");
    assertThat(model.decodedCount()).as("shot and image").isEqualTo(2);
  }

  @Test
  void shouldSeeSmallerThingsInTilesAndDecodeOnce() throws InterruptedException {
    Region defect = new Region(500, 300, 10, 10);
    double whole = scored(marked(640, 480, defect)).score();
    int decoded = model.decodedCount();
    view(new View(Fit.WHOLE, null, new Tiles(3, 2), 10, Match.SAME, null));

    ScoredImage tiled = scored(marked(640, 480, defect));

    assertThat(tiled.score()).isGreaterThan(2 * whole);
    assertThat(model.decodedCount() - decoded).as("shot and image").isEqualTo(2);
    assertThat(tiled.difference().viewedPart().tiles()).isEqualTo(new Tiles(3, 2));
    assertThat(tiled.residualMap().columns()).isEqualTo(42);
    assertThat(tiled.residualMap().rows()).isEqualTo(28);
    Region found = tiled.hottestRegion().orElseThrow();
    assertThat(found.x()).isBetween(480, 510);
    assertThat(found.y()).isBetween(280, 310);
    assertThat(tiled.components().maxPatchResidual()).isCloseTo(tiled.score(), within(1e-6));
  }

  @Test
  void shouldCompareATileWithAllTilesIfAsked() throws InterruptedException {
    // A bright left and a dark right half; the image has them the other way round.
    catalog.withShots("sheet", halves(200, 50));
    catalog.with(product("sheet", tiles(Match.SAME)));
    double same = scored("sheet", halves(50, 200)).score();
    catalog.with(product("sheet", tiles(Match.ANY)));
    double any = scored("sheet", halves(50, 200)).score();

    assertThat(same).isGreaterThan(0.5);
    assertThat(any).isLessThan(0.05);
  }

  @Test
  void shouldJudgeNoScoreOfAnotherView() throws InterruptedException {
    UnjudgedImage image =
        scorer.compare(scorer.prepare(event("bolt", marked(640, 480)), catalog), catalog);
    view(View.CENTRE);

    assertThat(image.judge(ProductState.of(catalog, "bolt"), LearntThresholds.NONE)).isEmpty();
    view(View.DEFAULT);
    assertThat(image.judge(ProductState.of(catalog, "bolt"), LearntThresholds.NONE)).isPresent();
  }

  @Test
  void shouldScoreAnImageInWorkWithTheViewThatItBeganWith() throws InterruptedException {
    EncodedImage defect = marked(640, 480, new Region(0, 200, 60, 60));
    PreparedImage old = scorer.prepare(event("bolt", defect), catalog);
    view(View.CENTRE);
    ScoredImage fresh = scored(defect);
    int encoded = model.encodedCount();

    ScoredImage late =
        ((Outcome.Judged)
                scorer
                    .compare(old, catalog)
                    .judge(old.product(), LearntThresholds.NONE)
                    .orElseThrow())
            .image();

    assertThat(late.difference().viewedPart().view()).isEqualTo(View.DEFAULT);
    assertThat(late.score()).isGreaterThan(0.5);
    assertThat(fresh.difference().viewedPart().view()).isEqualTo(View.CENTRE);
    assertThat(fresh.score()).isLessThan(0.1);
    assertThat(model.encodedCount() - encoded).as("another view's shots").isEqualTo(1);
    scored(defect);
    assertThat(model.encodedCount() - encoded).as("both are kept").isEqualTo(1);
  }

  private void view(View view) {
    catalog.with(product("bolt", view));
  }

  private static Product product(String id, View view) {
    return new Product(id, id, null, null, true, null, view);
  }

  private static View region(ViewRegion region) {
    return new View(Fit.WHOLE, region, Tiles.AUTO, 10, Match.SAME, null);
  }

  private static View tiles(Match match) {
    return new View(Fit.WHOLE, null, new Tiles(2, 1), 0, match, null);
  }

  private static void requireInside(Region found, Region defect) {
    assertThat(found.x()).isBetween(defect.x() - 45, defect.x() + 20);
    assertThat(found.y()).isBetween(defect.y() - 35, defect.y() + 20);
    assertThat(found.width()).isBetween(40, 135);
    assertThat(found.height()).isBetween(30, 130);
  }

  private ScoredImage scored(EncodedImage image) throws InterruptedException {
    return scored("bolt", image);
  }

  private ScoredImage scored(String product, EncodedImage image) throws InterruptedException {
    Outcome outcome = scorer.score(event(product, image), catalog);
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) outcome).image();
  }

  private Rejection rejected(EncodedImage image) throws InterruptedException {
    Outcome outcome = scorer.score(event("bolt", image), catalog);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).rejection();
  }

  private static Scorer scorer(ScoringModel model) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(4, Duration.ZERO, 0, 9),
        1 << 20,
        ScoringMonitor.NONE,
        Clock.systemUTC());
  }
}
