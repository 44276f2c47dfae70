package io.shotline.wire;

import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.file.StoredSamples;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.core.view.ViewedPart;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Draws views and what was looked at by them. */
final class ViewArbitraries {
  private static final ImageSize IMAGE = new ImageSize(641, 479);

  private ViewArbitraries() {}

  static Arbitrary<View> views() {
    return Combinators.combine(
            Arbitraries.of(Fit.values()),
            regions().injectNull(.3),
            tiles(),
            Arbitraries.doubles().between(0, 50),
            Arbitraries.of(Match.values()),
            Arbitraries.of(StoredSamples.DEPTHS).injectNull(.5))
        .as(ViewArbitraries::view);
  }

  static Arbitrary<ViewedPart> viewedParts() {
    return Combinators.combine(
            views(),
            parts(),
            Arbitraries.integers().between(1, 2000),
            tiles().filter(tiles -> !tiles.isAuto()),
            Arbitraries.integers().between(1, 8))
        .as(ViewArbitraries::viewedPart);
  }

  private static View view(
      Fit fit,
      @Nullable ViewRegion region,
      Tiles tiles,
      double overlap,
      Match match,
      @Nullable Integer bits) {
    Tiles possible = fit == Fit.CENTRE && tiles.count() > 1 ? Tiles.ONE : tiles;
    return new View(fit, region, possible, overlap, match, bits);
  }

  private static ViewedPart viewedPart(
      View view, Region chosen, int side, Tiles tiles, int orientation) {
    ImageSize source = new ImageSize(chosen.width(), chosen.height());
    ImageSize seen = new ImageSize(side, view.fit() == Fit.WHOLE ? side + 16 : side);
    FittedImage fitted =
        view.fit() == Fit.CENTRE
            ? new Fitting(Fit.CENTRE, seen).of(source)
            : new FittedImage(source, seen, 0, 0, seen);
    return new ViewedPart(view, IMAGE, chosen, fitted, tiles, orientation);
  }

  private static Arbitrary<ViewRegion> regions() {
    Arbitrary<ViewRegion> percent =
        Arbitraries.doubles()
            .between(0, 49)
            .map(from -> new ViewRegion.Percent(from, from / 3, 100 - 2 * from, 50));
    return Arbitraries.oneOf(
        List.of(percent, parts().map(part -> new ViewRegion.Measured(part, IMAGE))));
  }

  private static Arbitrary<Region> parts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 640), Arbitraries.integers().between(0, 478))
        .as((x, y) -> new Region(x, y, Math.max(1, (641 - x) / 2), 479 - y));
  }

  private static Arbitrary<Tiles> tiles() {
    Arbitrary<Tiles> fixed =
        Combinators.combine(
                Arbitraries.integers().between(1, 16), Arbitraries.integers().between(1, 16))
            .as(Tiles::new);
    return Arbitraries.oneOf(List.of(fixed, Arbitraries.just(Tiles.AUTO)));
  }
}
