package io.shotline.core.image.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/** Names the formats that are not read, by how their files begin. */
final class OtherFormats {
  private static final String SAVE = "; save it as PNG, JPEG, BMP or TIFF";
  private static final String DEVELOP =
      ", the raw data of a camera; develop it with the camera's software and save it as PNG, JPEG,"
          + " BMP or TIFF";
  private static final String CUT = "; send its frames as PNG, JPEG, BMP or TIFF";
  private static final int MOST_LOOKED_AT = 1024;
  private static final String ISO_FILE = "ftyp";

  private static final List<Begin> BEGINS =
      List.of(
          image("a GIF", "GIF8"),
          new Begin("a WebP file" + SAVE, 8, "WEBP"),
          image("a JPEG 2000", "\0\0\0\u000cjP  "),
          image("a JPEG 2000", "\u00ffO\u00ffQ"),
          image("a JPEG XL", "\0\0\0\u000cJXL "),
          image("a JPEG XL", "\u00ff\n"),
          image("a JPEG XR", "II\u00bc"),
          image("a JPEG-LS", "\u00ff\u00d8\u00ff\u00f7"),
          image("a BigTIFF", "II+\0"),
          image("a BigTIFF", "MM\0+"),
          image("a PSD", "8BPS"),
          image("a PDF", "%PDF"),
          image("a PostScript", "%!PS"),
          image("an OpenEXR", "v/1\u0001"),
          image("a Radiance HDR", "#?RADIANCE"),
          image("a FITS", "SIMPLE  ="),
          image("a QOI", "qoif"),
          image("a DDS", "DDS "),
          image("an MNG", "\u008aMNG"),
          image("a DjVu", "AT&TFORM"),
          new Begin("a DICOM file" + SAVE, 128, "DICM"),
          raw("an ORF", "IIRO"),
          raw("an ORF", "IIRS"),
          raw("an ORF", "MMOR"),
          raw("an RW2", "IIU\0"),
          raw("an RAF", "FUJIFILMCCD-RAW"),
          raw("an X3F", "FOVb"),
          raw("an MRW", "\0MRM"),
          new Begin("a CRW file" + DEVELOP, 6, "HEAPCCDR"),
          new Begin("an AVI video" + CUT, 8, "AVI "),
          new Begin("a Matroska video" + CUT, 0, "\u001aE\u00df\u00a3"));

  private record Begin(String refusal, int at, String bytes) {
    boolean of(String file) {
      return file.startsWith(bytes, at);
    }
  }

  private OtherFormats() {}

  /** Returns what the file is and what to do, if its format is known. */
  static Optional<String> refusal(byte[] file) {
    String begin = new String(file, 0, Math.min(file.length, MOST_LOOKED_AT), ISO_8859_1);
    if (begin.startsWith(ISO_FILE, 4)) {
      return Optional.of(isoFile(begin));
    }
    if (begin.matches("(?s)P[1-7][ \t\r\n].*")) {
      return Optional.of("a Netpbm file (PGM, PPM)" + SAVE);
    }
    if (begin.contains("<svg")) {
      return Optional.of("an SVG file" + SAVE);
    }
    return BEGINS.stream().filter(known -> known.of(begin)).map(Begin::refusal).findFirst();
  }

  /** ISO/IEC 14496-12, 4.3: a box of brands comes first. */
  private static String isoFile(String begin) {
    String brands = begin.substring(8, Math.min(begin.length(), Math.max(12, begin.charAt(3))));
    if (brands.startsWith("crx ")) {
      return "a CR3 file" + DEVELOP;
    }
    if (brands.contains("avif") || brands.contains("avis")) {
      return "an AVIF file" + SAVE;
    }
    return brands.matches("(?s).*(hei[cxms]|hev[cxms]|mif1|msf1).*")
        ? "an HEIC file (HEIF)" + SAVE
        : "an MP4 video" + CUT;
  }

  private static Begin image(String name, String bytes) {
    return new Begin(name + " file" + SAVE, 0, bytes);
  }

  private static Begin raw(String name, String bytes) {
    return new Begin(name + " file" + DEVELOP, 0, bytes);
  }
}
