package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The images that a model takes, as its card states them: how an image is fitted, the size of the
 * pixels that the model then sees, and the grid of its residual map.
 */
public sealed interface ModelInput {
  /** Returns how an image is brought to the model's pixels. */
  Fit fit();

  /** Returns the size of the pixels that the model sees of an image of this size. */
  ImageSize seen(ImageSize source);

  /**
   * Returns the size of the pixels that the model sees of a view of this aspect.
   *
   * @param aspect width / height
   */
  ImageSize seen(double aspect);

  /** Returns the side of the square that the model sees of what is brought to a square. */
  int side();

  /** Returns the grid of an image that the model sees in this size. */
  Grid grid(ImageSize seen);

  /**
   * Returns the sizes that the model sees.
   *
   * @param seen the size that an input sees, the first look's or that of the second
   * @param shorterSide of the shots in pixels, by which a second look counts
   */
  default LookSizes looks(Function<ModelInput, ImageSize> seen, double shorterSide) {
    return LookSizes.of(seen.apply(this));
  }

  /**
   * Squares of one size.
   *
   * @param side of the square in pixels
   * @param patches per side of the residual map
   * @param fit {@link Fit#CENTRE} or {@link Fit#SQUARE}
   */
  record Square(int side, int patches, Fit fit) implements ModelInput {
    /** Side of the published model and of models whose cards name no side. */
    public static final int DEFAULT_SIDE = 240;

    public Square {
      requireNonNull(fit, "fit");
      if (patches < 1 || side < patches || fit == Fit.WHOLE) {
        throw new IllegalArgumentException(
            "squares of " + side + " pixels with " + patches + " patches per side, " + fit.word());
      }
    }

    /** Returns the input of a card that names neither side nor fit. */
    public static Square withDefaults(int patches) {
      return new Square(DEFAULT_SIDE, patches, Fit.CENTRE);
    }

    @Override
    public ImageSize seen(ImageSize source) {
      return new ImageSize(side, side);
    }

    @Override
    public ImageSize seen(double aspect) {
      return new ImageSize(side, side);
    }

    @Override
    public Grid grid(ImageSize seen) {
      return new Grid(patches, patches);
    }
  }

  /**
   * Rectangles in the aspect of the image, as near as whole patches come to it. A side has at least
   * {@value #LEAST_PATCHES} patches, or as many as a square's where these are fewer: an encoder
   * sees too little in a narrower strip.
   *
   * @param area how many pixels the model sees of an image, about
   * @param step side of a patch in pixels
   * @param second look in the same steps; null of a model that looks once
   */
  record Rectangle(int area, int step, @Nullable SecondLook second) implements ModelInput {
    private static final int LEAST_PATCHES = 6;

    public Rectangle {
      if (step < 1 || area < (long) step * step) {
        throw new IllegalArgumentException(
            "rectangles of " + area + " pixels in steps of " + step + " pixels");
      }
    }

    /** Makes the input of a model that looks once. */
    public Rectangle(int area, int step) {
      this(area, step, null);
    }

    @Override
    public LookSizes looks(Function<ModelInput, ImageSize> seen, double shorterSide) {
      ImageSize first = seen.apply(this);
      double weight = second == null ? 0 : second.weight(shorterSide);
      return second == null || weight == 0
          ? LookSizes.of(first)
          : new LookSizes(first, seen.apply(new Rectangle(second.area(), step)), weight);
    }

    @Override
    public Fit fit() {
      return Fit.WHOLE;
    }

    @Override
    public ImageSize seen(ImageSize source) {
      return new ImageSize(
          side(source.width(), source.height()), side(source.height(), source.width()));
    }

    @Override
    public ImageSize seen(double aspect) {
      double root = Math.sqrt(aspect);
      return new ImageSize(step * patches(root), step * patches(1 / root));
    }

    private int patches(double root) {
      return (int) Math.max(leastPatches(), Math.rint(Math.sqrt(area) / step * root));
    }

    @Override
    public int side() {
      return step * (int) Math.max(1, Math.rint(Math.sqrt(area) / step));
    }

    /** The graph computes the same in double precision, in this order. */
    private int side(int length, int other) {
      double exact = Math.sqrt((double) area * length / other);
      double patches = Math.floor(exact / step + 0.5);
      return step * (int) Math.max(leastPatches(), Math.min(patches, mostPatches()));
    }

    /** Returns the fewest patches along a side. */
    public int leastPatches() {
      return Math.min(LEAST_PATCHES, (int) Math.floor(Math.sqrt(area) / step + 0.5));
    }

    /** Returns the most patches along a side: as many as a square has in all. */
    public int mostPatches() {
      return area / (step * step);
    }

    @Override
    public Grid grid(ImageSize seen) {
      return new Grid(seen.height() / step, seen.width() / step);
    }

    /** Returns the size of the images that have this grid. */
    public ImageSize size(Grid grid) {
      return new ImageSize(step * grid.columns(), step * grid.rows());
    }
  }
}
