package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader.Result;
import io.shotline.core.image.ColourSummary;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.FileDoubt;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.view.ChosenPart;
import io.shotline.core.view.TilePixels;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewLayout;
import java.util.List;
import java.util.Optional;

/** From the file of one shot to its features, or the reason why not. Safe for many threads. */
record ShotFile(ScoringModel model, ImageReader reader, KnownShots known) {
  ShotFile {
    requireNonNull(model, "model");
    requireNonNull(reader, "reader");
    requireNonNull(known, "known");
  }

  /** Reads the header; refuses a file that cannot be used, or not with the view. */
  Result<ImageHeader> header(EncodedImage image, View view) {
    Inspection file = reader.inspect(image);
    if (file instanceof Inspection.Refused refused) {
      return new Result.Refused<>(refused.rejection());
    }
    ImageHeader header = ((Inspection.Accepted) file).header();
    Optional<Rejection> refusal = ChosenPart.refusal(view, header.size());
    return refusal.isPresent() ? new Result.Refused<>(refusal.get()) : new Result.Read<>(header);
  }

  /** Decodes the file and cuts it. */
  Result<TilePixels> tiles(EncodedImage image, ViewLayout layout) {
    Result<ImageHeader> header = header(image, layout.view());
    return header instanceof Result.Read<ImageHeader> read
        ? reader.tiles(image, read.value(), layout.cut(read.value()))
        : new Result.Refused<>(((Result.Refused<ImageHeader>) header).rejection());
  }

  /**
   * Encodes the file by a layout, unless that is known.
   *
   * @param turned whether its turned copies are wanted too
   */
  Result<TiledShot> encode(String shotId, EncodedImage image, ViewLayout layout, boolean turned) {
    String digest = Sha256.of(image.bytes());
    Optional<TiledShot> same = known.find(digest, shotId, layout, turned);
    if (same.isPresent()) {
      return new Result.Read<>(same.get());
    }
    Inspection file = reader.inspect(image);
    List<FileDoubt> doubts =
        file instanceof Inspection.Accepted accepted ? accepted.doubts() : List.of();
    Result<TilePixels> tiles = tiles(image, layout);
    if (tiles instanceof Result.Refused<TilePixels> refused) {
      return new Result.Refused<>(refused.rejection());
    }
    TilePixels pixels = ((Result.Read<TilePixels>) tiles).value();
    ColourSummary colours = ColourSummary.of(pixels.tiles());
    TiledShot fresh =
        new TiledShot(
            shotId,
            digest,
            layout,
            new TileEncoder(model).encode(pixels.tiles(), turned),
            colours,
            pixels.usedBits(),
            OwnWarnings.ofShot(doubts, pixels, colours));
    known.add(fresh);
    return new Result.Read<>(fresh);
  }
}
