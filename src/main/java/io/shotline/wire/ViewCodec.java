package io.shotline.wire;

import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.wire.v1.PercentRegion;
import io.shotline.wire.v1.PixelRegion;
import org.jspecify.annotations.Nullable;

/** Conversions of views and rectangles. */
final class ViewCodec {
  private ViewCodec() {}

  static io.shotline.wire.v1.View message(View view) {
    io.shotline.wire.v1.View.Builder message =
        io.shotline.wire.v1.View.newBuilder()
            .setFit(message(view.fit()))
            .setTileColumns(view.tiles().columns())
            .setTileRows(view.tiles().rows())
            .setOverlapPercent(view.overlapPercent())
            .setMatch(
                view.match() == Match.ANY
                    ? io.shotline.wire.v1.Match.MATCH_ANY
                    : io.shotline.wire.v1.Match.MATCH_SAME);
    if (view.region() instanceof ViewRegion.Percent part) {
      message.setPercentRegion(
          PercentRegion.newBuilder()
              .setX(part.x())
              .setY(part.y())
              .setWidth(part.width())
              .setHeight(part.height()));
    } else if (view.region() instanceof ViewRegion.Measured measured) {
      message.setPixelRegion(
          PixelRegion.newBuilder()
              .setPart(message(measured.part()))
              .setImageWidth(measured.image().width())
              .setImageHeight(measured.image().height()));
    }
    Integer bits = view.bits();
    if (bits != null) {
      message.setBits(bits);
    }
    return message.build();
  }

  static View convert(io.shotline.wire.v1.View message) throws MalformedMessageException {
    try {
      Fit fit = fit(message.getFit());
      return new View(
          fit == null ? View.DEFAULT.fit() : fit,
          region(message),
          new Tiles(message.getTileColumns(), message.getTileRows()),
          message.hasOverlapPercent() ? message.getOverlapPercent() : View.DEFAULT.overlapPercent(),
          match(message.getMatch()),
          message.hasBits() ? Integer.valueOf(message.getBits()) : null);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("view: " + e.getMessage());
    }
  }

  static io.shotline.wire.v1.Fit message(Fit fit) {
    return switch (fit) {
      case CENTRE -> io.shotline.wire.v1.Fit.FIT_CENTRE;
      case SQUARE -> io.shotline.wire.v1.Fit.FIT_SQUARE;
      case WHOLE -> io.shotline.wire.v1.Fit.FIT_WHOLE;
    };
  }

  /** Returns null where the message names none. */
  static @Nullable Fit fit(io.shotline.wire.v1.Fit fit) throws MalformedMessageException {
    return switch (fit) {
      case FIT_UNSPECIFIED -> null;
      case FIT_CENTRE -> Fit.CENTRE;
      case FIT_SQUARE -> Fit.SQUARE;
      case FIT_WHOLE -> Fit.WHOLE;
      case UNRECOGNIZED -> throw new MalformedMessageException("there is an unknown fit");
    };
  }

  static io.shotline.wire.v1.Region message(Region region) {
    return io.shotline.wire.v1.Region.newBuilder()
        .setX(region.x())
        .setY(region.y())
        .setWidth(region.width())
        .setHeight(region.height())
        .build();
  }

  static Region convert(io.shotline.wire.v1.Region region) {
    return new Region(region.getX(), region.getY(), region.getWidth(), region.getHeight());
  }

  private static Match match(io.shotline.wire.v1.Match match) throws MalformedMessageException {
    return switch (match) {
      case MATCH_SAME, MATCH_UNSPECIFIED -> Match.SAME;
      case MATCH_ANY -> Match.ANY;
      case UNRECOGNIZED -> throw new MalformedMessageException("view: the match is unknown");
    };
  }

  private static @Nullable ViewRegion region(io.shotline.wire.v1.View message) {
    return switch (message.getRegionCase()) {
      case PERCENT_REGION -> {
        PercentRegion part = message.getPercentRegion();
        yield new ViewRegion.Percent(part.getX(), part.getY(), part.getWidth(), part.getHeight());
      }
      case PIXEL_REGION -> {
        PixelRegion measured = message.getPixelRegion();
        yield new ViewRegion.Measured(
            convert(measured.getPart()),
            new ImageSize(measured.getImageWidth(), measured.getImageHeight()));
      }
      case REGION_NOT_SET -> null;
    };
  }
}
