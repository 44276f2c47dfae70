package io.shotline.tiff;

import java.io.IOException;
import java.io.InputStream;

/** Unpacks PackBits (TIFF 6.0, section 9): runs of one byte, and bytes as they are. */
final class PackBitsStream extends InputStream {
  private static final int NOTHING = -128;

  private final InputStream packed;
  private int left;
  private boolean repeats;
  private int repeated;

  PackBitsStream(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    while (left == 0) {
      int next = packed.read();
      if (next < 0) {
        return -1;
      }
      begin((byte) next);
    }
    left--;
    return repeats ? repeated : required();
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    for (int read = 0; read < length; read++) {
      int next = read();
      if (next < 0) {
        return read == 0 ? next : read;
      }
      to[from + read] = (byte) next;
    }
    return length;
  }

  private void begin(byte count) throws IOException {
    if (count == NOTHING) {
      return;
    }
    repeats = count < 0;
    left = 1 + Math.abs(count);
    if (repeats) {
      repeated = required();
    }
  }

  private int required() throws IOException {
    int next = packed.read();
    if (next < 0) {
      throw new TiffFaultException("its packed bytes are cut short");
    }
    return next;
  }
}
