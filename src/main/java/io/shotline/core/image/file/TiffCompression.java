package io.shotline.core.image.file;

import java.util.Optional;

/** How the samples of a TIFF file are packed; the kinds that are read. */
public enum TiffCompression {
  NONE,
  LZW,
  DEFLATE,
  PACK_BITS;

  static Optional<TiffCompression> of(TiffFields fields) {
    return switch (fields.number(TiffTag.COMPRESSION, 1)) {
      case 1 -> Optional.of(NONE);
      case 5 -> Optional.of(LZW);
      case 8, 32946 -> Optional.of(DEFLATE);
      case 32773 -> Optional.of(PACK_BITS);
      default -> Optional.empty();
    };
  }
}
