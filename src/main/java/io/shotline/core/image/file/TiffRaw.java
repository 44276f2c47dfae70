package io.shotline.core.image.file;

import java.util.Locale;

/** Finds raw data of camera sensors, whose files are TIFF structures too. */
final class TiffRaw {
  private static final int MOSAIC = 32803;
  private static final int LINEAR = 34892;
  private static final String REMEDY =
      "; develop it with the camera's software and save it as PNG, JPEG, BMP or TIFF";

  private TiffRaw() {}

  /** Returns what the file is and what to do; empty if it is no raw data. */
  static String unsupported(TiffFields fields, byte[] file) {
    int photometric = fields.number(TiffTag.PHOTOMETRIC, 0);
    boolean dng = fields.field(TiffTag.DNG_VERSION).isPresent();
    if (photometric == MOSAIC
        || fields.field(TiffTag.MOSAIC_PATTERN).isPresent()
        || fields.field(TiffTag.MOSAIC_SIZE).isPresent()) {
      return (dng ? "DNG" : "TIFF")
          + " with a Bayer mosaic of the sensor; have the camera send RGB or grey";
    }
    if (dng || photometric == LINEAR) {
      return "DNG, the raw data of a camera" + REMEDY;
    }
    if (file.length > 10 && file[8] == 'C' && file[9] == 'R') {
      return "CR2, the raw data of a camera" + REMEDY;
    }
    boolean thumbnail = (fields.number(TiffTag.SUBFILE_TYPE, 0) & 1) != 0;
    return thumbnail ? name(fields) + ", the raw data of a camera" + REMEDY : "";
  }

  private static String name(TiffFields fields) {
    String make =
        fields.field(TiffTag.MAKE).map(TiffFields.Field::text).orElse("").toUpperCase(Locale.ROOT);
    if (make.startsWith("NIKON")) {
      return "NEF";
    }
    return make.startsWith("SONY") ? "ARW" : "TIFF whose first page is a thumbnail";
  }
}
