package io.shotline.cli.option;

import io.shotline.cli.settings.Heading;
import io.shotline.core.image.Fit;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which views are tried, side by side. */
@Heading("View")
public final class ViewsOptions extends PartOptions {
  @Option(
      names = "--fit",
      split = ",",
      paramLabel = "whole|square|centre",
      description =
          "whole looks at all of the image, square squeezes it to the model's square, centre cuts"
              + " out the middle square. Several with commas between are tried side by side. Default:"
              + " whole.")
  private List<Fit> fits = new ArrayList<>();

  @Option(
      names = "--tiles",
      split = ",",
      paramLabel = "CxR|auto",
      converter = TilesOption.class,
      description =
          "Columns and rows of tiles that the part is cut into: each is looked at as closely as a"
              + " whole image, and costs as much. auto is one up to the aspect 4:1, two up to 8:1."
              + " Several with commas between are tried side by side. Default: auto.")
  private List<Tiles> tiles = new ArrayList<>();

  /**
   * Returns every fit with all tiles that go with it, each view once.
   *
   * @throws IllegalArgumentException if a fit goes with none; says why
   */
  public List<View> views() {
    List<Fit> triedFits = fits.isEmpty() ? List.of(View.DEFAULT.fit()) : fits;
    Set<View> views = new LinkedHashSet<>();
    for (Fit fit : triedFits) {
      List<Tiles> fitting =
          tiles.stream().filter(each -> fit != Fit.CENTRE || each.count() == 1).toList();
      if (fitting.isEmpty()) {
        views.add(over(View.DEFAULT, fit, tiles.isEmpty() ? null : tiles.get(0)));
      }
      fitting.forEach(each -> views.add(over(View.DEFAULT, fit, each)));
    }
    return List.copyOf(views);
  }

  /** Returns what is wrong with the options together, one line each. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    try {
      List<View> unused = views();
    } catch (IllegalArgumentException e) {
      faults.add("--tiles: " + e.getMessage());
    }
    return faults;
  }
}
