package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import java.util.OptionalInt;

/**
 * Pixels that are stored turned or mirrored, the right way up. Rows are mirrored as they are read.
 * Of an image that lies on its side some columns at a time become rows, so that no more than a few
 * megabytes of it are copied at once.
 */
public final class UprightPixels implements Pixels {
  private static final int BLOCK_BYTES = 4 << 20;
  private static final int FIRST_SIDEWAYS = 5;

  private final Pixels stored;
  private final boolean sideways;
  private final boolean mirrored;
  private final boolean flipped;
  private final ImageSize size;
  private final int rowBytes;
  private byte[] block = {};
  private int blockFirst;
  private int blockRows;

  private UprightPixels(Pixels stored, int orientation) {
    this.stored = requireNonNull(stored, "stored");
    this.sideways = orientation >= FIRST_SIDEWAYS;
    this.mirrored = isMirrored(orientation);
    this.flipped = isFlipped(orientation);
    this.size = sideways ? stored.size().turned() : stored.size();
    this.rowBytes = Math.toIntExact((long) size.width() * stored.channels());
  }

  /**
   * Returns the upright pixels and takes the stored ones over.
   *
   * @param orientation by EXIF, 1 to 8
   */
  public static Pixels of(Pixels stored, int orientation) {
    if (orientation < ImageHeader.UPRIGHT || orientation > 8) {
      throw new IllegalArgumentException("orientation must be 1 to 8, got " + orientation);
    }
    return orientation == ImageHeader.UPRIGHT ? stored : new UprightPixels(stored, orientation);
  }

  /** Returns whether what is stored first of a row lies at the right. */
  static boolean isMirrored(int orientation) {
    return orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  }

  /**
   * Returns whether the row that is stored first lies at the bottom; of a turned image a column.
   */
  static boolean isFlipped(int orientation) {
    return orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public int channels() {
    return stored.channels();
  }

  @Override
  public OptionalInt usedBits() {
    return stored.usedBits();
  }

  @Override
  public void readRow(int y, byte[] row) {
    int from = flipped ? size.height() - 1 - y : y;
    if (sideways) {
      if (from < blockFirst || from >= blockFirst + blockRows) {
        readBlock(from);
      }
      System.arraycopy(block, (from - blockFirst) * rowBytes, row, 0, rowBytes);
    } else {
      stored.readRow(from, row);
    }
    if (mirrored) {
      mirror(row);
    }
  }

  /** Makes rows of the stored columns around this one, those that will be asked for next. */
  private void readBlock(int column) {
    int most = Math.max(1, BLOCK_BYTES / rowBytes);
    int rows = Math.min(most, size.height());
    blockFirst = flipped ? Math.max(0, column + 1 - rows) : Math.min(column, size.height() - rows);
    blockRows = rows;
    if (block.length == 0) {
      block = new byte[rows * rowBytes];
    }
    int channels = channels();
    byte[] line = new byte[size.height() * channels];
    for (int x = 0; x < size.width(); x++) {
      stored.readRow(x, line);
      turn(line, channels, x);
    }
  }

  private void turn(byte[] line, int channels, int x) {
    int from = blockFirst * channels;
    int to = x * channels;
    for (int i = 0; i < blockRows; i++) {
      for (int channel = 0; channel < channels; channel++) {
        block[to + channel] = line[from + channel];
      }
      from += channels;
      to += rowBytes;
    }
  }

  private void mirror(byte[] row) {
    int channels = channels();
    int right = rowBytes - channels;
    for (int left = 0; left < right; left += channels) {
      for (int channel = 0; channel < channels; channel++) {
        byte level = row[left + channel];
        row[left + channel] = row[right + channel];
        row[right + channel] = level;
      }
      right -= channels;
    }
  }

  @Override
  public void close() {
    stored.close();
  }
}
