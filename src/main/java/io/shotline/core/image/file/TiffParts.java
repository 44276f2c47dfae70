package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.file.TiffFields.Field;
import java.util.Optional;

/** Where the strips or tiles of a TIFF file lie; read from the file when asked, never copied. */
public final class TiffParts {
  private final Field offsets;
  private final Field lengths;

  private TiffParts(Field offsets, Field lengths) {
    this.offsets = requireNonNull(offsets, "offsets");
    this.lengths = requireNonNull(lengths, "lengths");
  }

  static boolean areTiles(TiffFields fields) {
    return fields.field(TiffTag.TILE_WIDTH).isPresent();
  }

  /** Finds the fields; empty if one is missing or they are not of one length. */
  static Optional<TiffParts> of(TiffFields fields) {
    boolean tiles = areTiles(fields);
    Optional<Field> offsets = fields.field(tiles ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
    Optional<Field> lengths = fields.field(tiles ? TiffTag.TILE_BYTES : TiffTag.STRIP_BYTES);
    return offsets.isPresent()
            && lengths.isPresent()
            && offsets.get().count() == lengths.get().count()
        ? Optional.of(new TiffParts(offsets.get(), lengths.get()))
        : Optional.empty();
  }

  /** Returns how many parts there are. */
  public int count() {
    return offsets.count();
  }

  /** Returns where a part begins in the file. */
  public long offset(int part) {
    return offsets.value(part);
  }

  /** Returns how many bytes a part has. */
  public long length(int part) {
    return lengths.value(part);
  }
}
