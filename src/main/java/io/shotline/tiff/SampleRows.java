package io.shotline.tiff;

import io.shotline.core.image.file.TiffLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The rows of one strip or tile of one plane, from the top. For one thread. */
final class SampleRows implements AutoCloseable {
  private final InputStream unpacked;
  private final TiffLayout layout;
  private final int samplesPerPixel;
  private final byte[] packed;
  private final short[] samples;

  SampleRows(InputStream unpacked, TiffLayout layout) {
    this.unpacked = unpacked;
    this.layout = layout;
    this.samplesPerPixel = layout.planes() == 1 ? layout.samplesPerPixel() : 1;
    int width = layout.partSize().width() * samplesPerPixel;
    this.packed = new byte[(int) (((long) width * layout.bits() + 7) / Byte.SIZE)];
    this.samples = new short[width];
  }

  /** Returns the samples of the next row, which the call after this one overwrites. */
  short[] next() throws IOException {
    int read = unpacked.readNBytes(packed, 0, packed.length);
    if (read < packed.length) {
      throw new TiffFaultException("a row has " + read + " bytes instead of " + packed.length);
    }
    switch (layout.bits()) {
      case Byte.SIZE -> fromBytes();
      case Short.SIZE -> fromPairs();
      default -> fromBits();
    }
    if (layout.predicted()) {
      addNeighbours();
    }
    return samples;
  }

  private void fromBytes() {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (packed[i] & 0xFF);
    }
  }

  private void fromPairs() {
    boolean little = layout.order() == ByteOrder.LITTLE_ENDIAN;
    ByteBuffer.wrap(packed)
        .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
        .asShortBuffer()
        .get(samples);
  }

  /** The bits of samples follow each other from the highest bit of each byte on. */
  private void fromBits() {
    int held = 0;
    int bits = 0;
    int next = 0;
    for (int i = 0; i < samples.length; i++) {
      while (bits < layout.bits()) {
        held = (held << Byte.SIZE) | (packed[next++] & 0xFF);
        bits += Byte.SIZE;
      }
      bits -= layout.bits();
      samples[i] = (short) ((held >>> bits) & most());
    }
  }

  private void addNeighbours() {
    int most = most();
    for (int i = samplesPerPixel; i < samples.length; i++) {
      samples[i] = (short) ((samples[i] + samples[i - samplesPerPixel]) & most);
    }
  }

  private int most() {
    return (1 << layout.bits()) - 1;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
