package io.shotline.core.image.file;

/** Numbers of fields and values of TIFF 6.0 that shotline reads. */
final class TiffTag {
  static final int SUBFILE_TYPE = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int MAKE = 271;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int MOST_SAMPLE_VALUE = 281;
  static final int PLANES = 284;
  static final int PREDICTOR = 317;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int MOSAIC_SIZE = 33421;
  static final int MOSAIC_PATTERN = 33422;
  static final int DNG_VERSION = 50706;

  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PREMULTIPLIED_ALPHA = 1;
  static final int ALPHA = 2;

  private TiffTag() {}
}
