package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Heading;
import io.shotline.core.image.Fit;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of an image is looked at, and how. */
@Heading("View")
public final class ViewOptions {
  @Option(
      names = "--fit",
      paramLabel = "whole|square|centre",
      description =
          "whole looks at all of the image, square squeezes it to the model's square, centre cuts"
              + " out the middle square. Default: whole.")
  private @Nullable Fit fit;

  @Option(
      names = "--region",
      paramLabel = "X,Y,W,H",
      converter = RegionOption.class,
      description =
          "The part to look at: in per cent of the image (10%%,10%%,80%%,80%%), or in pixels with the"
              + " size of the image that they were measured on (100,50,400,300@640x480); images of"
              + " another size are refused. Default: all.")
  private @Nullable ViewRegion region;

  @Option(
      names = "--tiles",
      paramLabel = "CxR|auto",
      converter = TilesOption.class,
      description =
          "Columns and rows of tiles that the part is cut into: each is looked at as closely as a"
              + " whole image, and costs as much. auto is one up to the aspect 4:1, two up to 8:1."
              + " Default: auto.")
  private @Nullable Tiles tiles;

  @Between(least = "0", most = "50")
  @Option(
      names = "--overlap",
      paramLabel = "PERCENT",
      converter = PercentOption.class,
      description = "Share of a tile that it has in common with its neighbour. Default: 10%%.")
  private @Nullable Double overlap;

  @Option(
      names = "--match",
      paramLabel = "same|any",
      description =
          "same compares a tile with the same tile of the shots; any with all tiles, for textures."
              + " Default: same.")
  private @Nullable Match match;

  @Option(
      names = "--bits",
      paramLabel = "N",
      converter = BitsOption.class,
      description =
          "Depth of grey images in 16-bit files: 8, 10, 12, 14 or 16. Default: what the file says.")
  private @Nullable Integer bits;

  /** Returns whether any of them is given. */
  public boolean areGiven() {
    return fit != null
        || region != null
        || tiles != null
        || overlap != null
        || match != null
        || bits != null;
  }

  /**
   * Returns a view with the options that are given in place of its own.
   *
   * @throws IllegalArgumentException if they do not go together; says why
   */
  public View over(View base) {
    Fit wanted = fit == null ? base.fit() : fit;
    return new View(
        wanted,
        region == null ? base.region() : RegionOption.ALL.equals(region) ? null : region,
        tiles == null ? tilesOf(base, wanted) : tiles,
        overlap == null ? base.overlapPercent() : overlap,
        match == null ? base.match() : match,
        bits == null ? base.bits() : bits);
  }

  /** Returns what is wrong with the options together, one line each. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    try {
      View unused = over(View.DEFAULT);
    } catch (IllegalArgumentException e) {
      faults.add("--tiles: " + e.getMessage());
    }
    return faults;
  }

  /** Returns whether {@link #over} takes tiles away that were set before. */
  public boolean dropTiles(View base) {
    return fit == Fit.CENTRE && tiles == null && base.tiles().count() > 1;
  }

  /** The one square of a centre that is asked for now has no tiles, whatever was asked before. */
  private static Tiles tilesOf(View base, Fit wanted) {
    return wanted == Fit.CENTRE ? Tiles.AUTO : base.tiles();
  }
}
