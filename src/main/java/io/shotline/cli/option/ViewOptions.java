package io.shotline.cli.option;

import io.shotline.cli.settings.Heading;
import io.shotline.core.image.Fit;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of an image is looked at, and how. */
@Heading("View")
public final class ViewOptions extends PartOptions {
  @Option(
      names = "--fit",
      paramLabel = "whole|square|centre",
      description =
          "whole looks at all of the image, square squeezes it to the model's square, centre cuts"
              + " out the middle square. Default: whole.")
  private @Nullable Fit fit;

  @Option(
      names = "--tiles",
      paramLabel = "CxR|auto",
      converter = TilesOption.class,
      description =
          "Columns and rows of tiles that the part is cut into: each is looked at as closely as a"
              + " whole image, and costs as much. auto is one up to the aspect 4:1, two up to 8:1."
              + " Default: auto.")
  private @Nullable Tiles tiles;

  /** Returns whether any of them is given. */
  public boolean areGiven() {
    return fit != null || tiles != null || isPartGiven();
  }

  /**
   * Returns a view with the options that are given in place of its own.
   *
   * @throws IllegalArgumentException if they do not go together; says why
   */
  public View over(View base) {
    return over(base, fit, tiles);
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
}
