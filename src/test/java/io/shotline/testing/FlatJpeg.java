package io.shotline.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * JPEG files of one grey level in any size and kind, made without pixels: every block is coded in a
 * bit or two, so that 50 megapixels take a few hundred kB and no memory.
 *
 * @param progressive or baseline
 * @param samplings of each component: horizontal factor * 16 + vertical factor
 * @param interleaved whether the first scan has all components
 * @param repeats how many times the scans are written
 */
public record FlatJpeg(
    int width,
    int height,
    boolean progressive,
    List<Integer> samplings,
    boolean interleaved,
    int repeats) {
  private static final int BLOCK = 8;
  private static final String QUANTISATION = "ffdb004300" + "10".repeat(64);
  // One code of one bit each: no difference in DC, no AC in the rest of the block.
  private static final String CODES = "ffc4001400" + "01" + "00".repeat(16);
  private static final String AC_CODES = "ffc4001410" + "01" + "00".repeat(16);

  public FlatJpeg {
    samplings = List.copyOf(samplings);
  }

  /** Three components, colours in half resolution, in one scan. */
  public static FlatJpeg baseline(int width, int height) {
    return new FlatJpeg(width, height, false, List.of(0x22, 0x11, 0x11), true, 1);
  }

  /** Returns the file as a progressive one. */
  public FlatJpeg asProgressive() {
    return new FlatJpeg(width, height, true, samplings, interleaved, repeats);
  }

  /** Returns the file with these components. */
  public FlatJpeg with(Integer... factors) {
    return new FlatJpeg(width, height, progressive, List.of(factors), interleaved, repeats);
  }

  /** Returns the file with a scan for each component. */
  public FlatJpeg apart() {
    return new FlatJpeg(width, height, progressive, samplings, false, repeats);
  }

  /** Returns the file with its scans written so many times. */
  public FlatJpeg repeated(int times) {
    return new FlatJpeg(width, height, progressive, samplings, interleaved, times);
  }

  /** Writes the file. */
  public byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    write(file, "ffd8" + (samplings.size() == 4 ? "ffee000e41646f626500640000000000" : ""));
    write(file, QUANTISATION);
    file.writeBytes(frame());
    write(file, CODES + AC_CODES);
    for (int i = 0; i < repeats; i++) {
      writeScans(file);
    }
    write(file, "ffd9");
    return file.toByteArray();
  }

  private byte[] frame() {
    int components = samplings.size();
    ByteBuffer frame = ByteBuffer.allocate(10 + 3 * components);
    frame.putShort((short) (progressive ? 0xFFC2 : 0xFFC0)).putShort((short) (8 + 3 * components));
    frame.put((byte) 8).putShort((short) height).putShort((short) width).put((byte) components);
    for (int i = 0; i < components; i++) {
      frame.put((byte) (i + 1)).put(samplings.get(i).byteValue()).put((byte) 0);
    }
    return frame.array();
  }

  private void writeScans(ByteArrayOutputStream file) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < samplings.size(); i++) {
      all.add(i);
    }
    List<List<Integer>> first = interleaved ? List.of(all) : all.stream().map(List::of).toList();
    for (List<Integer> components : first) {
      writeScan(file, components, progressive ? "000000" : "003f00", progressive ? 1 : 2);
    }
    if (progressive) {
      for (int component : all) {
        writeScan(file, List.of(component), "013f00", 1);
      }
    }
  }

  private void writeScan(
      ByteArrayOutputStream file, List<Integer> components, String spectrum, int bitsPerBlock) {
    file.writeBytes(new byte[] {-1, (byte) 0xDA, 0, (byte) (6 + 2 * components.size())});
    file.write(components.size());
    for (int component : components) {
      file.writeBytes(new byte[] {(byte) (component + 1), 0});
    }
    write(file, spectrum);
    file.writeBytes(new byte[(int) ((blocks(components) * bitsPerBlock + 7) / 8)]);
  }

  /** ITU-T T.81, A.2: a scan of one component has only the blocks that it needs. */
  private long blocks(List<Integer> components) {
    int across = samplings.stream().mapToInt(s -> s >> 4).max().orElseThrow();
    int down = samplings.stream().mapToInt(s -> s & 15).max().orElseThrow();
    if (components.size() == 1) {
      int sampling = samplings.get(components.get(0));
      return up(up((long) width * (sampling >> 4), across), BLOCK)
          * up(up((long) height * (sampling & 15), down), BLOCK);
    }
    int each =
        components.stream().mapToInt(i -> (samplings.get(i) >> 4) * (samplings.get(i) & 15)).sum();
    return up(width, across * BLOCK) * up(height, down * BLOCK) * each;
  }

  private static long up(long length, long of) {
    return (length + of - 1) / of;
  }

  private static void write(ByteArrayOutputStream file, String hex) {
    file.writeBytes(HexFormat.of().parseHex(hex));
  }
}
