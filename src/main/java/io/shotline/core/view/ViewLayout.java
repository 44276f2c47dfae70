package io.shotline.core.view;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Region;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the images of one product are cut, and the size that the model sees of each tile. Follows
 * from the product's view, the model and the upright sizes of the shots that count, and from
 * nothing else: it is the same on every instance and after every restart.
 *
 * @param tiles never auto
 * @param looks sizes of a tile in the model's pixels
 */
public record ViewLayout(View view, Tiles tiles, LookSizes looks) {
  /** Up to this aspect a view is one tile where their number is left to the shots. */
  private static final double TILE_ASPECT = 4;

  private static final double ROUNDING = 1e-9;

  public ViewLayout {
    requireNonNull(view, "view");
    requireNonNull(tiles, "tiles");
    requireNonNull(looks, "looks");
    if (tiles.isAuto()) {
      throw new IllegalArgumentException("a layout must have a number of tiles");
    }
  }

  /** Returns the layout of a product whose shots are typically of this shape. */
  public static ViewLayout of(View view, ModelInput input, ShotShape shots) {
    if (view.fit() == Fit.CENTRE) {
      return new ViewLayout(view, Tiles.ONE, input.looks(ViewLayout::square, shots.shorterSide()));
    }
    Tiles tiles = view.tiles().isAuto() ? tiles(shots.aspect()) : view.tiles();
    double overlap = view.overlapPercent() / 100;
    double columns = new TilePlaces(tiles.columns(), overlap).pieces();
    double rows = new TilePlaces(tiles.rows(), overlap).pieces();
    double aspect = shots.aspect() * rows / columns;
    LookSizes looks =
        input.looks(
            each -> view.fit() == Fit.SQUARE ? square(each) : each.seen(aspect),
            shots.shorterSideOfTile(columns, rows));
    return new ViewLayout(view, tiles, looks);
  }

  private static ImageSize square(ModelInput input) {
    return new ImageSize(input.side(), input.side());
  }

  /** Returns the size of a tile in the pixels of the model's first look. */
  public ImageSize seen() {
    return looks.first();
  }

  private static Tiles tiles(double aspect) {
    double longer = Math.max(aspect, 1 / aspect);
    int count = (int) Math.min(Tiles.MOST, Math.max(1, Math.ceil(longer / TILE_ASPECT - ROUNDING)));
    return aspect > 1 ? new Tiles(count, 1) : new Tiles(1, count);
  }

  /** Returns why an image of this size cannot be looked at with the view; empty if it can. */
  public Optional<Rejection> refusal(ImageSize image) {
    return ChosenPart.refusal(view, image);
  }

  /**
   * Returns the rectangles of an image.
   *
   * @throws IllegalArgumentException if the view refuses an image of this size
   */
  public TileCut cut(ImageHeader header) {
    ImageSize image = header.size();
    Region chosen =
        ChosenPart.of(view, image)
            .orElseThrow(() -> new IllegalArgumentException(view.region() + " of " + image));
    ImageSize size = new ImageSize(chosen.width(), chosen.height());
    ViewedPart part =
        new ViewedPart(view, image, chosen, fitted(size), tiles, header.orientation());
    return new TileCut(part, places(chosen), looks);
  }

  private FittedImage fitted(ImageSize chosen) {
    if (view.fit() == Fit.CENTRE) {
      return new Fitting(Fit.CENTRE, seen()).of(chosen);
    }
    ImageSize all = new ImageSize(columns().cells(seen().width()), rows().cells(seen().height()));
    return new FittedImage(chosen, all, 0, 0, all);
  }

  private List<Region> places(Region chosen) {
    int width = columns().piece(chosen.width());
    int height = rows().piece(chosen.height());
    List<Region> places = new ArrayList<>();
    for (int y : rows().starts(chosen.height())) {
      for (int x : columns().starts(chosen.width())) {
        places.add(new Region(chosen.x() + x, chosen.y() + y, width, height));
      }
    }
    return places;
  }

  /** Returns the grid over all that is looked at, where a tile has this one. */
  Grid grid(Grid ofTile) {
    return new Grid(rows().cells(ofTile.rows()), columns().cells(ofTile.columns()));
  }

  private TilePlaces columns() {
    return new TilePlaces(tiles.columns(), view.overlapPercent() / 100);
  }

  private TilePlaces rows() {
    return new TilePlaces(tiles.rows(), view.overlapPercent() / 100);
  }

  /**
   * Returns one map over all that is looked at; where tiles overlap it holds the greater value.
   *
   * @param maps of the tiles, in the order of the cut's
   */
  public ResidualMap merge(TileCut cut, List<ResidualMap> maps) {
    return maps.size() == 1 ? maps.get(0) : new TileMosaic(this, cut).of(maps);
  }
}
