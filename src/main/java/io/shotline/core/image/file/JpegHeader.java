package io.shotline.core.image.file;

import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Walks the marker segments of a JPEG file (ITU-T T.81, annex B) up to its first scan, in the way
 * of libjpeg, which decodes it: what libjpeg skips is skipped here too, so that both see one frame.
 */
final class JpegHeader {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final long EXIF = 0x457869660000L;
  private static final int EXIF_BYTES = 6;
  private static final int NONE = -1;

  private final ByteBuffer bytes;
  private int at = 2;
  private int orientation = ImageHeader.UPRIGHT;
  private boolean hasExif;
  private int frame = NONE;
  private int frameMarker;

  private JpegHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static boolean begins(byte[] file) {
    return file.length >= 4
        && file[0] == (byte) 0xFF
        && file[1] == (byte) START_OF_IMAGE
        && file[2] == (byte) 0xFF;
  }

  /** Reads a file that begins as a JPEG file does. */
  static Optional<ImageHeader> read(byte[] file) {
    return new JpegHeader(ByteBuffer.wrap(file)).read();
  }

  private Optional<ImageHeader> read() {
    int marker = nextMarker();
    while (marker != NONE
        && marker != START_OF_SCAN
        && marker != START_OF_IMAGE
        && marker != END_OF_IMAGE) {
      if (hasSegment(marker)) {
        readSegment(marker);
      }
      marker = nextMarker();
    }
    return frame == NONE ? Optional.empty() : header();
  }

  private Optional<ImageHeader> header() {
    int precision = Byte.toUnsignedInt(bytes.get(frame + 2));
    int height = Short.toUnsignedInt(bytes.getShort(frame + 3));
    int width = Short.toUnsignedInt(bytes.getShort(frame + 5));
    int channels = Byte.toUnsignedInt(bytes.get(frame + 7));
    return ImageHeader.of(
        Format.JPEG,
        width,
        height,
        orientation,
        new StoredSamples(precision, channels, null),
        unsupported(precision));
  }

  private String unsupported(int precision) {
    if (frameMarker == 0xC3 || frameMarker == 0xC7 || frameMarker == 0xCB || frameMarker == 0xCF) {
      return "JPEG of the lossless kind; save it as a baseline JPEG or PNG";
    }
    return precision == 8
        ? ""
        : "JPEG of " + precision + " bits per sample; save it as a JPEG of 8 bits or as PNG";
  }

  /** Goes over bytes that are no marker and over stuffed zeros, as libjpeg's next_marker does. */
  private int nextMarker() {
    while (at + 1 < bytes.limit()) {
      int next = bytes.get(at + 1);
      if (bytes.get(at) != (byte) 0xFF) {
        at++;
      } else if (next == (byte) 0xFF) {
        at++;
      } else if (next == 0) {
        at += 2;
      } else {
        at += 2;
        return next & 0xFF;
      }
    }
    return NONE;
  }

  /** All but TEM and the restart markers. */
  private static boolean hasSegment(int marker) {
    return marker != 0x01 && (marker < 0xD0 || marker > 0xD7);
  }

  private void readSegment(int marker) {
    if (at + 2 > bytes.limit()) {
      at = bytes.limit();
      return;
    }
    int length = Math.max(2, Short.toUnsignedInt(bytes.getShort(at)));
    if (isStartOfFrame(marker) && frame == NONE && at + 8 <= bytes.limit()) {
      frame = at;
      frameMarker = marker;
    } else if (marker == APP1 && !hasExif && at + length <= bytes.limit()) {
      readExif(at + 2, length - 2);
    }
    at += length;
  }

  private void readExif(int from, int length) {
    if (length > EXIF_BYTES + 2 && bytes.getLong(from) >>> Short.SIZE == EXIF) {
      hasExif = true;
      orientation = Exif.orientation(bytes.slice(from + EXIF_BYTES, length - EXIF_BYTES));
    }
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
