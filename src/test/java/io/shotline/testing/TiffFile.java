package io.shotline.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes TIFF structures byte by byte, right and wrong ones. */
public final class TiffFile {
  private static final int LONG = 4;

  private final ByteOrder order;
  private final Map<Integer, int[]> fields = new TreeMap<>();
  private byte[][] parts = new byte[0][];
  private int offsetsTag;

  public TiffFile(ByteOrder order) {
    this.order = order;
  }

  /** A little-endian file of grey pixels, or of colours with 3 channels or more. */
  public static TiffFile image(int width, int height, int bits, int channels) {
    int[] depths = new int[channels];
    Arrays.fill(depths, bits);
    return new TiffFile(ByteOrder.LITTLE_ENDIAN)
        .with(256, width)
        .with(257, height)
        .with(258, depths)
        .with(259, 1)
        .with(262, channels < 3 ? 1 : 2)
        .with(277, channels);
  }

  /** A block of Exif that tells an orientation. */
  public static byte[] exif(ByteOrder order, int orientation) {
    return new TiffFile(order).with(274, orientation).bytes();
  }

  /** Samples one behind the other, each row from a whole byte on; pairs of bytes at 16 bits. */
  public static byte[] packed(int[] samples, int perRow, int bits) {
    int rowBytes = (perRow * bits + 7) / 8;
    byte[] packed = new byte[samples.length / perRow * rowBytes];
    for (int i = 0; i < samples.length; i++) {
      int sample = bits == 16 ? samples[i] << 8 & 0xFF00 | samples[i] >> 8 & 0xFF : samples[i];
      int from = i / perRow * rowBytes * 8 + i % perRow * bits;
      for (int bit = 0; bit < bits; bit++) {
        int value = sample >> bits - 1 - bit & 1;
        packed[(from + bit) / 8] |= (byte) (value << 7 - (from + bit) % 8);
      }
    }
    return packed;
  }

  public TiffFile with(int tag, int... values) {
    fields.put(tag, values);
    return this;
  }

  /** Puts strips in. */
  public TiffFile strips(int rows, byte[]... strips) {
    return with(278, rows).parts(273, 279, strips);
  }

  /** Puts tiles in. */
  public TiffFile tiles(int width, int height, byte[]... tiles) {
    return with(322, width).with(323, height).parts(324, 325, tiles);
  }

  private TiffFile parts(int offsets, int lengths, byte[]... bytes) {
    parts = bytes;
    offsetsTag = offsets;
    return with(offsets, new int[bytes.length])
        .with(lengths, Stream.of(bytes).mapToInt(part -> part.length).toArray());
  }

  public byte[] bytes() {
    int directory = 8 + 2 + 12 * fields.size() + 4;
    int values = fields.values().stream().mapToInt(TiffFile::outside).sum();
    int data = Stream.of(parts).mapToInt(part -> part.length).sum();
    int at = directory + values;
    if (parts.length > 0) {
      int[] offsets = new int[parts.length];
      for (int i = 0; i < parts.length; i++) {
        offsets[i] = at + IntStream.range(0, i).map(before -> parts[before].length).sum();
      }
      fields.put(offsetsTag, offsets);
    }
    ByteBuffer file = ByteBuffer.allocate(at + data).order(order);
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
    file.putShort((short) 42).putInt(8).putShort((short) fields.size());
    writeFields(file, directory);
    file.position(at);
    for (byte[] part : parts) {
      file.put(part);
    }
    return file.array();
  }

  private void writeFields(ByteBuffer file, int from) {
    int outside = from;
    for (Map.Entry<Integer, int[]> field : fields.entrySet()) {
      int[] values = field.getValue();
      file.putShort(field.getKey().shortValue()).putShort((short) LONG).putInt(values.length);
      if (values.length == 1) {
        file.putInt(values[0]);
      } else {
        file.putInt(outside);
        for (int i = 0; i < values.length; i++) {
          file.putInt(outside + 4 * i, values[i]);
        }
        outside += outside(values);
      }
    }
  }

  private static int outside(int[] values) {
    return values.length == 1 ? 0 : 4 * values.length;
  }
}
