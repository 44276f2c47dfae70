package io.shotline.core.bank;

import static io.shotline.testing.Samples.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.FakeCatalog;
import io.shotline.core.OtherModel;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.SecondLook;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.product.Product;
import io.shotline.testing.ArrayPixels;
import io.shotline.testing.FakeModel;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizeWarmUpTest {
  private final List<String> runs = new ArrayList<>();
  private final FakeCatalog catalog =
      new FakeCatalog()
          .withShots("bolt", grey(10), grey(20))
          .withShots("bar", Samples.image("png", 600, 100, Color.GRAY), grey(30))
          .withShots("nut", grey(40));

  @Test
  void shouldRunTheSizesOfTheShotsWhenTheirBankIsBuilt() {
    BankCache banks = banks(new Rectangles(new ModelInput.Rectangle(57_600, 16)));

    banks.bank(Product.withDefaults("bolt"), catalog);
    assertThat(runs)
        .containsExactly("1 of 272 x 208", "2 of 272 x 208", "4 of 272 x 208", "6 of 272 x 208");
    runs.clear();
    banks.bank(Product.withDefaults("bar"), catalog);
    assertThat(runs)
        .containsExactly("1 of 464 x 128", "2 of 464 x 128", "4 of 464 x 128", "6 of 464 x 128");
    runs.clear();
    banks.bank(Product.withDefaults("nut"), catalog);
    assertThat(runs).isEmpty();
  }

  @Test
  void shouldRunTheSecondLookOnce() {
    SecondLook second = new SecondLook(262_144, 0.01, new TreeMap<>(Map.of(100, 0.5)));
    BankCache banks = banks(new Rectangles(new ModelInput.Rectangle(57_600, 16, second)));

    banks.bank(Product.withDefaults("bolt"), catalog);
    assertThat(runs)
        .containsExactly(
            "1 of 272 x 208",
            "2 of 272 x 208",
            "4 of 272 x 208",
            "6 of 272 x 208",
            "1 of 272 x 208 and 592 x 448");
  }

  @Test
  void shouldRunNothingForAModelOfOneSize() {
    FakeModel squares = new FakeModel();

    banks(squares).bank(Product.withDefaults("bolt"), catalog);

    assertThat(squares.batchSizes()).isEmpty();
  }

  private static BankCache banks(ScoringModel model) {
    ImageReader reader = new ImageReader(model, ImageLimits.DEFAULT);
    return new BankCache(model, reader, 6, 1 << 20, ScoringMonitor.NONE);
  }

  /** Sees images in their own aspect. */
  private final class Rectangles extends OtherModel {
    private final ModelInput.Rectangle input;

    private Rectangles(ModelInput.Rectangle input) {
      this.input = input;
    }

    @Override
    public ModelCard card() {
      ModelCard card = super.card();
      return new ModelCard(
          "any", "1", "", card.layers(), input, 3, 0.1, 0, card.terms(), "none", "");
    }

    @Override
    public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits) {
      return ArrayPixels.black(header.size());
    }

    @Override
    public List<ShotFeatures> encode(List<DecodedImage> images) {
      Grid grid = input.grid(images.get(0).size());
      return List.of(new ShotFeatures(grid, new float[1][grid.patches()], new float[0]));
    }

    @Override
    public List<ModelScore> score(List<ScoreRequest> batch) {
      DecodedImage image = batch.get(0).image();
      runs.add(
          batch.size()
              + " of "
              + image.size()
              + image.second().map(closer -> " and " + closer.size()).orElse(""));
      return List.of();
    }
  }
}
