package io.shotline.core.image.file;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the compressed data of a baseline JPEG code by code, without making pixels, to see
 * whether there is enough of it: a decoder fills up what is missing and says nothing. For one file,
 * on one thread; takes a third of the time of decoding or more.
 */
public final class JpegData {
  private static final int TABLES = 0xC4;
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int MOST_TABLES = 4;
  private static final int COEFFICIENTS = 64;
  private static final int ZEROS = 0xF0;

  private final byte[] file;
  private final JpegFrame frame;
  private final @Nullable HuffmanCodes[] dc = new HuffmanCodes[MOST_TABLES];
  private final @Nullable HuffmanCodes[] ac = new HuffmanCodes[MOST_TABLES];
  private final JpegBits bits;

  private JpegData(byte[] file, JpegFrame frame) {
    this.file = file;
    this.frame = frame;
    this.bits = new JpegBits(file, frame.scan() + length(frame.scan()));
  }

  /**
   * Returns what is missing of the file's data; nothing if all is there or the file is not a
   * baseline JPEG of one scan.
   *
   * @param file that was accepted as a JPEG
   */
  public static List<FileDoubt> doubts(byte[] file) {
    Optional<JpegFrame> frame = JpegHeader.frame(file).filter(found -> isRead(found, file));
    String lost = frame.map(found -> new JpegData(file, found).lost()).orElse("");
    return lost.isEmpty()
        ? List.of()
        : List.of(new FileDoubt(FileDoubt.Kind.DAMAGED, FileDoubt.lostPart(lost)));
  }

  private static boolean isRead(JpegFrame frame, byte[] file) {
    return (frame.marker() == BASELINE || frame.marker() == EXTENDED)
        && frame.scanned() == frame.samplings().size()
        && frame.scan() + 3 + 2 * frame.scanned() < file.length;
  }

  private int length(int segment) {
    return ((file[segment] & 0xFF) << Byte.SIZE) | (file[segment + 1] & 0xFF);
  }

  private String lost() {
    readTables();
    long units = frame.units();
    int interval = frame.restartInterval();
    for (long unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        bits.restart();
      }
      boolean whole = unit();
      if (bits.ranOut()) {
        return "its data ends after " + unit + " of " + units + " blocks";
      }
      if (!whole) {
        return "block " + unit + " of " + units + " has a code that does not exist";
      }
    }
    return "";
  }

  /** Segments up to the scan follow each other; that was checked before. */
  private void readTables() {
    int at = 2;
    while (at + 4 < frame.scan()) {
      int marker = file[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      int end = at + 2 + Math.max(2, length(at + 2));
      if (marker == TABLES && end <= file.length) {
        readTables(at + 4, end);
      }
      at = end;
    }
  }

  private void readTables(int from, int end) {
    int at = from;
    while (at + 1 + HuffmanCodes.LONGEST_BITS <= end) {
      int length = HuffmanCodes.length(file, at + 1);
      if (at + 1 + length > end) {
        return;
      }
      HuffmanCodes codes = new HuffmanCodes(file, at + 1);
      ((file[at] & 0xF0) == 0 ? dc : ac)[file[at] & (MOST_TABLES - 1)] = codes;
      at += 1 + length;
    }
  }

  /** Goes over the blocks of all components; false if that cannot be. */
  private boolean unit() {
    for (int i = 0; i < frame.scanned(); i++) {
      int tables = file[frame.scan() + 4 + 2 * i];
      HuffmanCodes first = dc[(tables >> 4) & (MOST_TABLES - 1)];
      HuffmanCodes rest = ac[tables & (MOST_TABLES - 1)];
      if (first == null || rest == null) {
        return false;
      }
      for (int block = frame.blocks(i); block > 0; block--) {
        if (!block(first, rest)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean block(HuffmanCodes first, HuffmanCodes rest) {
    int size = bits.code(first);
    if (size < 0 || size > 15) {
      return false;
    }
    bits.skip(size);
    int coefficient = 1;
    while (coefficient < COEFFICIENTS) {
      int code = bits.code(rest);
      if (code < 0) {
        return false;
      }
      size = code & 15;
      if (size == 0 && code != ZEROS) {
        return true;
      }
      bits.skip(size);
      coefficient += (code >> 4) + 1;
    }
    return coefficient == COEFFICIENTS;
  }
}
