package io.shotline.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * PNG files of one level in any size and kind, written row by row.
 *
 * @param colourType 0 grey, 2 RGB, 4 grey with alpha, 6 RGB with alpha
 * @param bits of a sample, 8 or 16
 * @param interlaced by Adam7
 */
public record FlatPng(int width, int height, int colourType, int bits, boolean interlaced) {
  // PNG, 8.2: first column, first row and steps of the passes.
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  /** Writes the file. */
  public byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits);
    write(file, "IHDR", header.put((byte) colourType).put(12, (byte) (interlaced ? 1 : 0)).array());
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(pixels)) {
      for (int[] pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
        byte[] row = new byte[1 + up(width - pass[0], pass[2]) * channels() * bits / 8];
        Arrays.fill(row, 1, row.length, (byte) 99);
        for (int y = pass[1]; y < height && row.length > 1; y += pass[3]) {
          packed.write(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(file, "IDAT", pixels.toByteArray());
    write(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private int channels() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  private static int up(int length, int of) {
    return (length + of - 1) / of;
  }

  private static void write(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name);
    file.writeBytes(chunk.put(data).putInt((int) checksum.getValue()).array());
  }
}
