package io.shotline.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Image files with something put into them. */
public final class MarkedFiles {
  private static final int AFTER_IHDR = 33;
  private static final int IEND_BYTES = 12;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private MarkedFiles() {}

  /** A PNG file with a chunk before its pixels. */
  public static byte[] pngBefore(byte[] png, String type, byte[] data) {
    return inserted(png, AFTER_IHDR, chunk(type, data));
  }

  /** A PNG file with a chunk behind its pixels. */
  public static byte[] pngBehind(byte[] png, String type, byte[] data) {
    return inserted(png, png.length - IEND_BYTES, chunk(type, data));
  }

  /** A JPEG file with a block of Exif. */
  public static byte[] jpeg(byte[] jpeg, byte[] exif) {
    ByteBuffer segment = ByteBuffer.allocate(4 + EXIF.length + exif.length);
    segment.putShort((short) 0xFFE1).putShort((short) (2 + EXIF.length + exif.length));
    return inserted(jpeg, 2, segment.put(EXIF).put(exif).array());
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }

  /** A file with bytes put in at a place. */
  public static byte[] inserted(byte[] file, int at, byte[] bytes) {
    return ByteBuffer.allocate(file.length + bytes.length)
        .put(file, 0, at)
        .put(bytes)
        .put(file, at, file.length - at)
        .array();
  }
}
