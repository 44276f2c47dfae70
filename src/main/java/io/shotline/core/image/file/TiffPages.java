package io.shotline.core.image.file;

import io.shotline.core.image.ImageSize;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The pages of a TIFF file, each of a directory of its own. */
final class TiffPages {
  /**
   * Smaller copies of the first page, masks and pages, in a file of which all is to be looked at.
   */
  private static final int MOST = 64;

  /** Bits of the field that says what a page is: a smaller copy, or a mask of another. */
  private static final int COPY_OR_MASK = 1 | 4;

  private TiffPages() {}

  /** Returns the size of a further page that is no smaller copy, no mask and not far smaller. */
  static Optional<ImageSize> further(byte[] file, ImageSize first) {
    Optional<TiffFields> page = TiffFields.read(ByteBuffer.wrap(file)).flatMap(TiffFields::next);
    for (int i = 0; i < MOST && page.isPresent(); i++) {
      TiffFields fields = page.get();
      int width = fields.number(TiffTag.WIDTH, 0);
      int height = fields.number(TiffTag.HEIGHT, 0);
      boolean copy = (fields.number(TiffTag.SUBFILE_TYPE, 0) & COPY_OR_MASK) != 0;
      if (!copy && width > 0 && height > 0) {
        ImageSize size = new ImageSize(width, height);
        if (MoreImages.counts(size, first)) {
          return Optional.of(size);
        }
      }
      page = fields.next();
    }
    return Optional.empty();
  }

  /** Returns where the first page ends: its directory, the values of its fields and its pixels. */
  static long end(byte[] file) {
    return TiffFields.read(ByteBuffer.wrap(file)).map(TiffPages::end).orElse((long) file.length);
  }

  private static long end(TiffFields fields) {
    long end = fields.end();
    Optional<TiffParts> parts = TiffParts.of(fields);
    for (int i = 0; parts.isPresent() && i < parts.get().count(); i++) {
      end = Math.max(end, parts.get().offset(i) + parts.get().length(i));
    }
    return end;
  }
}
