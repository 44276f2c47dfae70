package io.shotline.wire;

import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.core.view.ViewedPart;
import io.shotline.wire.v1.ResidualMap;
import io.shotline.wire.v1.ScoredImage;
import org.jspecify.annotations.Nullable;

/** Conversions of what of an image was looked at. */
final class ViewedPartCodec {
  private ViewedPartCodec() {}

  static io.shotline.wire.v1.ViewedPart message(ViewedPart viewed) {
    return io.shotline.wire.v1.ViewedPart.newBuilder()
        .setView(ViewCodec.message(viewed.view()))
        .setChosen(ViewCodec.message(viewed.chosen()))
        .setLookedAt(ViewCodec.message(viewed.region()))
        .setShare(viewed.share())
        .setTileColumns(viewed.tiles().columns())
        .setTileRows(viewed.tiles().rows())
        .setSeenWidth(viewed.fitted().seen().width())
        .setSeenHeight(viewed.fitted().seen().height())
        .setOrientation(viewed.orientation())
        .build();
  }

  /** Returns the fit for readers of before, who take all but WHOLE for a square. */
  static io.shotline.wire.v1.Fit mapFit(ViewedPart viewed) {
    ImageSize seen = viewed.fitted().seen();
    return ViewCodec.message(seen.width() == seen.height() ? viewed.view().fit() : Fit.WHOLE);
  }

  /** Returns null of an image that was skipped. */
  static @Nullable ViewedPart convert(ScoredImage message) throws MalformedMessageException {
    try {
      Fitting before = before(message.getResidualMap());
      ImageSize image = size(message.getImageWidth(), message.getImageHeight());
      if (image == null) {
        return null;
      }
      return message.hasViewedPart()
          ? convert(message.getViewedPart(), image)
          : ViewedPart.of(before, image, ImageHeader.UPRIGHT);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedMessageException("viewed_part: " + e.getMessage());
    }
  }

  private static ViewedPart convert(io.shotline.wire.v1.ViewedPart message, ImageSize image)
      throws MalformedMessageException {
    View view = ViewCodec.convert(message.getView());
    Region chosen = new ViewRegion.Measured(ViewCodec.convert(message.getChosen()), image).part();
    ImageSize source = new ImageSize(chosen.width(), chosen.height());
    ImageSize seen = new ImageSize(message.getSeenWidth(), message.getSeenHeight());
    FittedImage fitted =
        view.fit() == Fit.CENTRE
            ? new Fitting(Fit.CENTRE, seen).of(source)
            : new FittedImage(source, seen, 0, 0, seen);
    Tiles tiles = new Tiles(message.getTileColumns(), message.getTileRows());
    return new ViewedPart(view, image, chosen, fitted, tiles, message.getOrientation());
  }

  /** Records of before had the model's fit of all of the image, or named neither fit nor size. */
  private static Fitting before(ResidualMap map) throws MalformedMessageException {
    ImageSize seen = size(map.getSeenWidth(), map.getSeenHeight());
    Fit fit = ViewCodec.fit(map.getFit());
    if (fit != null && fit != Fit.WHOLE && seen != null && seen.width() != seen.height()) {
      throw new MalformedMessageException(
          "residual_map has the fit " + fit.word() + " and covers " + seen + ", not a square");
    }
    return seen == null ? Fitting.DEFAULT : new Fitting(fit == null ? Fit.CENTRE : fit, seen);
  }

  private static @Nullable ImageSize size(int width, int height) throws MalformedMessageException {
    if (width == 0 && height == 0) {
      return null;
    }
    if (width < 1 || height < 1) {
      throw new MalformedMessageException("the image has no or too many pixels in one direction");
    }
    return new ImageSize(width, height);
  }
}
