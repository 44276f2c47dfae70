package io.shotline.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Image files of all formats with what makes readers stumble: wrong sizes, marks in the wrong
 * place, scans without end, two files in one, cut and changed ones. One seed gives the same files
 * again.
 */
public final class BrokenFiles {
  private static final int SIDE = 96;
  private static final int HEADER = 200;
  private static final int MOST_SIDE = 16_000;
  private static final byte[][] MARKS = {
    {-1, 0},
    {-1, 1},
    {-1, (byte) 0xD8},
    {-1, (byte) 0xD9},
    {-1, (byte) 0xD0},
    {-1, 0x55},
    {0},
    {-1, -1, -1},
    {-1, (byte) 0xFE, 0, 1},
    {-1, (byte) 0xDD, 0, 4, 0, 1},
    {-1, (byte) 0xC0, 0, 11, 8, 0x40, 0, 0x40, 0, 1, 1, 0x11, 0},
    {-1, (byte) 0xDC, 0, 4, 0x7F, 0},
    {-1, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0}
  };

  private final Random random;
  private final List<byte[]> whole;

  public BrokenFiles(long seed) {
    this.random = new Random(seed);
    FlatJpeg jpeg = FlatJpeg.baseline(SIDE, SIDE);
    FlatJpeg large = FlatJpeg.baseline(3000, 2000);
    BufferedImage grey = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage palette = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage deep = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
    this.whole =
        List.of(
            Samples.image("jpg", SIDE, SIDE, Color.RED).bytes(),
            Samples.encode(grey, "jpg").bytes(),
            jpeg.asProgressive().bytes(),
            jpeg.apart().repeated(9).bytes(),
            jpeg.with(0x11, 0x11, 0x11, 0x11).asProgressive().repeated(3).bytes(),
            jpeg.with(0x44, 0x11, 0x11).asProgressive().bytes(),
            large.asProgressive().repeated(20).bytes(),
            large.bytes(),
            Samples.image("png", SIDE, SIDE, Color.RED).bytes(),
            Samples.encode(palette, "png").bytes(),
            new FlatPng(SIDE, SIDE, 4, 8, true).bytes(),
            new FlatPng(SIDE, SIDE, 6, 16, false).bytes(),
            Samples.image("bmp", SIDE, SIDE, Color.RED).bytes(),
            Samples.encode(grey, "bmp").bytes(),
            Samples.image("tiff", SIDE, SIDE, Color.RED).bytes(),
            Samples.encode(deep, "tiff").bytes());
  }

  /** Returns the next file. */
  public byte[] next() {
    byte[] file = any().clone();
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      file = changed(file);
    }
    return file;
  }

  private byte[] any() {
    return whole.get(random.nextInt(whole.size()));
  }

  private byte[] changed(byte[] file) {
    return switch (random.nextInt(9)) {
      case 0 -> file;
      case 1 -> Arrays.copyOf(file, random.nextInt(file.length + 1));
      case 2 -> MarkedFiles.inserted(file, file.length, any());
      case 3 -> marked(file, random.nextInt(1 + Math.min(file.length, HEADER)));
      case 4 -> marked(file, Math.min(2, file.length));
      case 5 -> flipped(file, Math.min(file.length, HEADER));
      case 6 -> flipped(file, file.length);
      case 7 -> repeated(file);
      default -> resized(file);
    };
  }

  private byte[] marked(byte[] file, int at) {
    return MarkedFiles.inserted(file, at, MARKS[random.nextInt(MARKS.length)]);
  }

  private byte[] flipped(byte[] file, int before) {
    byte[] flipped = file.clone();
    for (int flips = random.nextInt(4); before > 0 && flips >= 0; flips--) {
      flipped[random.nextInt(before)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /** A piece again and again, which may be a scan. */
  private byte[] repeated(byte[] file) {
    int from = random.nextInt(file.length + 1);
    int to = from + random.nextInt(Math.min(file.length - from, 4000) + 1);
    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    repeated.write(file, 0, to);
    for (int times = random.nextInt(60); times > 0; times--) {
      repeated.write(file, from, to - from);
    }
    repeated.write(file, to, file.length - to);
    return repeated.toByteArray();
  }

  /** Another width and height, with a right checksum where there is one. */
  private byte[] resized(byte[] file) {
    byte[] resized = file.clone();
    ByteBuffer bytes = ByteBuffer.wrap(resized);
    int frame = frame(file);
    if (frame > 0) {
      bytes.putShort(frame + 5, side()).putShort(frame + 7, side());
    } else if (file.length > 33 && bytes.getInt(0) == 0x89504E47) {
      bytes.putInt(16, side()).putInt(20, side());
      CRC32 checksum = new CRC32();
      checksum.update(resized, 12, 17);
      bytes.putInt(29, (int) checksum.getValue());
    } else if (file.length > 26 && file[0] == 'B') {
      bytes.put(18, (byte) random.nextInt(256)).put(22, (byte) random.nextInt(256));
    }
    return resized;
  }

  private short side() {
    return (short) random.nextInt(MOST_SIDE);
  }

  /** Returns where a JPEG's first frame seems to begin; 0 if nowhere. */
  private static int frame(byte[] file) {
    for (int i = 2; i + 10 < Math.min(file.length, 1000); i++) {
      if (file[i] == -1 && (file[i + 1] == (byte) 0xC0 || file[i + 1] == (byte) 0xC2)) {
        return i;
      }
    }
    return 0;
  }
}
