package io.shotline.core.image.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with a file of a known format that cannot be decoded, and what to do. */
public final class DamagedFile {
  private static final String REMEDY = " cut short or damaged; send it whole, or save it anew";
  private static final int LONGEST_MARK = 4;

  /** Where a BMP file says how long its second header is, and which lengths there are. */
  private static final int BMP_HEADER_AT = 14;

  private static final Set<Integer> BMP_HEADERS = Set.of(12, 40, 52, 56, 64, 108, 124);

  private DamagedFile() {}

  /** Returns the words for a file whose header can be read and whose pixels cannot. */
  public static String pixels(Format format) {
    return format + " file whose pixels are" + REMEDY;
  }

  /**
   * Returns the words for a file whose header cannot be read; empty if it does not begin as one of
   * the formats does.
   */
  static Optional<String> header(byte[] file) {
    return format(file).map(format -> format + " file whose header is" + REMEDY);
  }

  private static Optional<Format> format(byte[] file) {
    String mark = new String(file, 0, Math.min(LONGEST_MARK, file.length), ISO_8859_1);
    if (mark.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(Format.JPEG);
    }
    if (mark.equals("\u0089PNG")) {
      return Optional.of(Format.PNG);
    }
    if (mark.equals("II*\0") || mark.equals("MM\0*")) {
      return Optional.of(Format.TIFF);
    }
    // Many a text begins with BM.
    return mark.startsWith("BM") && BMP_HEADERS.contains(bmpHeaderBytes(file))
        ? Optional.of(Format.BMP)
        : Optional.empty();
  }

  private static int bmpHeaderBytes(byte[] file) {
    return file.length < BMP_HEADER_AT + Integer.BYTES
        ? 0
        : ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(BMP_HEADER_AT);
  }
}
