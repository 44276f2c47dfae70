package io.shotline.core.image.file;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Walks the marker segments of a JPEG file (ITU-T T.81, annex B) up to its first scan. A file whose
 * segments do not follow each other byte by byte is refused: readers disagree about it, and one
 * that sees another frame than the decoder would let a bomb through. Such a file is read on in the
 * way of libjpeg, so that the refusal tells its size.
 */
final class JpegHeader {
  static final int START_OF_IMAGE = 0xD8;
  static final int END_OF_IMAGE = 0xD9;
  static final int START_OF_SCAN = 0xDA;
  static final int RESTART_INTERVAL = 0xDD;
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
  private int restartInterval;
  private String fault = "";

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
    JpegHeader header = new JpegHeader(ByteBuffer.wrap(file));
    return header.frame().flatMap(header::header);
  }

  /** Finds the frame of a file that begins as a JPEG file does; empty if it has none. */
  static Optional<JpegFrame> frame(byte[] file) {
    return new JpegHeader(ByteBuffer.wrap(file)).frame();
  }

  /**
   * Returns the size of an image whose segments follow each other byte by byte; empty for all else.
   *
   * @param bytes from its beginning on, where that may be no image
   */
  static Optional<ImageSize> wellFormedSize(ByteBuffer bytes) {
    JpegHeader header = new JpegHeader(bytes.slice());
    return header
        .frame()
        .filter(frame -> header.fault.isEmpty() && frame.width() > 0 && frame.height() > 0)
        .map(frame -> new ImageSize(frame.width(), frame.height()));
  }

  private Optional<JpegFrame> frame() {
    int marker = nextMarker();
    while (marker != NONE && marker != START_OF_SCAN && marker != END_OF_IMAGE) {
      if (hasSegment(marker)) {
        readSegment(marker);
      } else {
        malformed("a marker out of place");
      }
      marker = nextMarker();
    }
    int scan = marker == START_OF_SCAN ? at : bytes.limit();
    return frame == NONE
        ? Optional.empty()
        : Optional.of(JpegFrame.read(bytes, frameMarker, frame, scan, restartInterval));
  }

  private Optional<ImageHeader> header(JpegFrame found) {
    return ImageHeader.of(
        Format.JPEG,
        found.width(),
        found.height(),
        orientation,
        new StoredSamples(found.precision(), found.samplings().size(), null),
        unsupported(found));
  }

  private String unsupported(JpegFrame found) {
    if (!fault.isEmpty()) {
      return fault;
    }
    if (found.isLossless()) {
      return "JPEG of the lossless kind; save it as a baseline JPEG or PNG";
    }
    return found.precision() == 8
        ? ""
        : "JPEG of "
            + found.precision()
            + " bits per sample; save it as a JPEG of 8 bits or as PNG";
  }

  private void malformed(String found) {
    if (fault.isEmpty()) {
      fault = "JPEG with " + found + " at byte " + at + ", before its pixels; save it anew";
    }
  }

  /** Goes over fill bytes; and over what should not be there, as libjpeg's next_marker does. */
  private int nextMarker() {
    while (at + 1 < bytes.limit()) {
      int next = bytes.get(at + 1);
      if (bytes.get(at) != (byte) 0xFF) {
        malformed("bytes outside of its segments");
        at++;
      } else if (next == (byte) 0xFF) {
        at++;
      } else if (next == 0) {
        malformed("bytes outside of its segments");
        at += 2;
      } else {
        at += 2;
        return next & 0xFF;
      }
    }
    return NONE;
  }

  /** All but TEM, the restart markers, the beginning and the end, and those that are reserved. */
  static boolean hasSegment(int marker) {
    return marker >= 0xC0 && (marker < 0xD0 || marker > END_OF_IMAGE);
  }

  /** Tables, notes, the number of lines and further scans come between scans. */
  static boolean mayFollowScan(int marker) {
    return marker == 0xC4
        || marker == 0xCC
        || (marker >= START_OF_SCAN && marker <= RESTART_INTERVAL)
        || (marker >= 0xE0 && marker <= 0xEF)
        || marker == 0xFE;
  }

  private void readSegment(int marker) {
    if (at + 2 > bytes.limit()) {
      at = bytes.limit();
      return;
    }
    int length = Short.toUnsignedInt(bytes.getShort(at));
    if (length < 2) {
      malformed("a segment of " + length + " bytes");
      length = 2;
    }
    if (isStartOfFrame(marker) && at + 8 <= bytes.limit()) {
      readFrame(marker, length);
    } else if (marker == APP1 && !hasExif && at + length <= bytes.limit()) {
      readExif(at + 2, length - 2);
    } else if (marker == RESTART_INTERVAL && at + 4 <= bytes.limit()) {
      restartInterval = Short.toUnsignedInt(bytes.getShort(at + 2));
    }
    at += length;
  }

  private void readFrame(int marker, int length) {
    if (frame != NONE) {
      malformed("a second frame");
      return;
    }
    frame = at;
    frameMarker = marker;
    if (length != 8 + 3 * Byte.toUnsignedInt(bytes.get(at + 7))) {
      malformed("a frame of the wrong length");
    }
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
