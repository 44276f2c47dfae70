package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Heading;
import io.shotline.core.image.Fit;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of an image is looked at, and how tiles of it are compared. */
@Heading("View")
abstract class PartOptions {
  @Option(
      names = "--region",
      paramLabel = "X,Y,W,H",
      converter = RegionOption.class,
      description =
          "The part to look at: in per cent of the image (10%%,10%%,80%%,80%%), or in pixels with the"
              + " size of the image that they were measured on (100,50,400,300@640x480); images of"
              + " another size are refused. Default: all.")
  private @Nullable ViewRegion region;

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

  /** Returns whether any of these is given. */
  final boolean isPartGiven() {
    return region != null || overlap != null || match != null || bits != null;
  }

  /**
   * Returns a view with these options in place of its own.
   *
   * @param fit null: that of the view
   * @param tiles null: those of the view
   * @throws IllegalArgumentException if they do not go together; says why
   */
  final View over(View base, @Nullable Fit fit, @Nullable Tiles tiles) {
    Fit wanted = fit == null ? base.fit() : fit;
    return new View(
        wanted,
        region == null ? base.region() : RegionOption.ALL.equals(region) ? null : region,
        tiles == null ? tilesOf(base, wanted) : tiles,
        overlap == null ? base.overlapPercent() : overlap,
        match == null ? base.match() : match,
        bits == null ? base.bits() : bits);
  }

  /** The one square of a centre that is asked for now has no tiles, whatever was asked before. */
  private static Tiles tilesOf(View base, Fit wanted) {
    return wanted == Fit.CENTRE ? Tiles.AUTO : base.tiles();
  }
}
