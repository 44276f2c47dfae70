package io.shotline.core.bank;

import static io.shotline.testing.Samples.grey;
import static io.shotline.testing.Samples.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.OtherModel;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TopShare;
import io.shotline.core.port.TurnRule;
import io.shotline.core.product.Product;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the shots of a product are cut, and which of them are turned. */
class BankLayoutTest {
  private final FakeCatalog catalog = new FakeCatalog();
  private final Eye eye = new Eye();
  private final BankCache banks = banks();

  @Test
  void shouldTakeTheShapeOfTheShotsThatCount() {
    catalog.withShots("bar", image(800, 100), image(640, 480), image(640, 480), image(640, 480));

    ProductBank bank = bank("bar", View.DEFAULT);

    assertThat(bank.shotIds()).containsExactly("shot-1", "shot-2", "shot-3");
    assertThat(bank.layout().seen()).isEqualTo(new ImageSize(272, 208));
    assertThat(bank.layout().tiles()).isEqualTo(Tiles.ONE);
  }

  @Test
  void shouldTakeTheShapeOfTheShotThatStandsInForABrokenOne() {
    catalog.withShots("bar", image(800, 100), image(800, 100), image(800, 100));
    // Its header says 320 x 240.
    catalog.with(shot("bar", "broken", Samples.cutShort()));

    ProductBank bank = bank("bar", View.DEFAULT);

    assertThat(bank.shotIds()).containsExactly("shot-0", "shot-1", "shot-2");
    assertThat(bank.layout().tiles()).isEqualTo(new Tiles(2, 1));
    assertThat(bank.shots().get(0).tiles()).hasSize(2);
  }

  @Test
  void shouldHaveTheSameLayoutHoweverTheShotsCame() {
    catalog.withShots("bar", image(640, 480), image(800, 100));
    bank("bar", View.DEFAULT);
    catalog.with(shot("bar", "late", image(810, 100)));

    ProductBank grown = bank("bar", View.DEFAULT);
    ProductBank fresh = banks().bank(product("bar", View.DEFAULT), catalog);

    assertThat(grown.layout()).isEqualTo(fresh.layout());
    assertThat(grown.viewed().shape()).isEqualTo(fresh.viewed().shape());
    assertThat(grown.shots()).allMatch(shot -> shot.layout().equals(grown.layout()));
  }

  @Test
  void shouldEncodeOnlyTheNewShotAndItsTurns() {
    eye.turns = new TurnRule(1.25, 8);
    catalog.withShots("nut", grey(10), grey(20));
    bank("nut", View.DEFAULT);
    assertThat(eye.fake.encodedCount()).isEqualTo(2 * 8);
    catalog.with(shot("nut", "late", grey(30)));

    ProductBank bank = bank("nut", View.DEFAULT);

    assertThat(eye.fake.encodedCount()).isEqualTo(3 * 8);
    assertThat(bank.banks().turns()).hasSize(1).allMatch(TurnDecision::turned);
    assertThat(bank.tile(0).shots()).hasSize(3 * 8);
    assertThat(bank.bytes()).isGreaterThanOrEqualTo(3 * 8 * 225 * 4);
    assertThat(bank.shotIds()).containsExactly("shot-0", "shot-1", "late");
  }

  @Test
  void shouldHoldNoTurnedCopiesWhereTheyDoNotHelp() {
    eye.turns = new TurnRule(100, 8);
    catalog.withShots("nut", grey(10), grey(20));

    ProductBank bank = bank("nut", View.DEFAULT);

    assertThat(bank.banks().turns().get(0).ratio()).isEqualTo(8);
    assertThat(bank.tile(0).shots()).hasSize(2);
  }

  @Test
  void shouldTurnTheNewestShotsOnly() {
    eye.turns = new TurnRule(1.25, 2);
    catalog.withShots("nut", grey(10), grey(20));
    bank("nut", View.DEFAULT);
    catalog.with(shot("nut", "late", grey(30)));

    ProductBank bank = bank("nut", View.DEFAULT);

    assertThat(bank.shots()).extracting(TiledShot::isTurned).containsExactly(false, true, true);
    assertThat(bank.tile(0).shots()).hasSize(3 + 2 * 7);
  }

  @Test
  void shouldDecideOnTurnsPerTileOrForAllThatAreComparedWithEachOther() {
    eye.turns = new TurnRule(1.25, 8);
    catalog.withShots("nut", grey(10), grey(20));

    ProductBank same = bank("nut", tiles(Match.SAME));
    ProductBank any = bank("nut", tiles(Match.ANY));

    assertThat(same.banks().turns()).hasSize(2);
    assertThat(same.tile(0)).isNotSameAs(same.tile(1));
    assertThat(same.tile(0).shots()).hasSize(2 * 8);
    assertThat(any.banks().turns()).hasSize(1);
    assertThat(any.tile(0)).isSameAs(any.tile(1));
    assertThat(any.tile(0).shots()).hasSize(2 * 2 * 8);
  }

  @Test
  void shouldNameTheShotWhoseColoursAreUnlikeTheOthers() {
    catalog.withShots("cap", colour(200, 40), colour(190, 50), colour(45, 200));

    assertThat(bank("cap", View.DEFAULT).viewed().oddColours()).containsExactly("shot-2");
  }

  private ProductBank bank(String id, View view) {
    return banks.bank(product(id, view), catalog);
  }

  private static Product product(String id, View view) {
    return new Product(id, id, null, null, true, null, view);
  }

  private static View tiles(Match match) {
    return new View(Fit.WHOLE, null, new Tiles(2, 1), 10, match, null);
  }

  private BankCache banks() {
    ImageReader reader = new ImageReader(eye, ImageLimits.DEFAULT);
    return new BankCache(eye, reader, 1, 16 << 20, ScoringMonitor.NONE);
  }

  private static EncodedImage image(int width, int height) {
    return Samples.image("png", width, height, Color.GRAY);
  }

  private static EncodedImage colour(int red, int blue) {
    return Samples.image("png", 320, 240, new Color(red, 90, blue));
  }

  /** Takes rectangles, or squares where it turns shots; each turned copy in a bank helps. */
  private static final class Eye extends OtherModel {
    private @Nullable TurnRule turns;

    @Override
    public ModelCard card() {
      ModelCard card = super.card();
      ModelInput input = turns == null ? new ModelInput.Rectangle(57_600, 16) : card.input();
      return new ModelCard(
          "any",
          "1",
          "",
          card.layers(),
          input,
          3,
          0.1,
          0,
          card.terms(),
          "none",
          "",
          turns == null ? null : TopShare.nearest(0.04),
          turns,
          Map.of());
    }

    @Override
    public List<ShotFeatures> encode(List<DecodedImage> images) {
      if (turns != null) {
        return super.encode(images);
      }
      Grid grid = card().input().grid(images.get(0).size());
      return images.stream()
          .map(image -> new ShotFeatures(grid, new float[1][grid.patches()], new float[0]))
          .toList();
    }

    @Override
    public List<Double> compare(List<ShotFeatures> images, List<Bank> compared) {
      return compared.stream().map(bank -> 1.0 / bank.shots().size()).toList();
    }

    @Override
    public List<ModelScore> score(List<ScoreRequest> batch) {
      return List.of();
    }
  }
}
