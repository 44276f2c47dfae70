package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies behind the header of a file, read without decoding a pixel.
 *
 * @param scans of a JPEG; 1 for other formats
 * @param end where the first image ends in the file, as far as that is known
 * @param damage what was lost of a JPEG's pixels; empty if nothing is seen to be
 */
record FileBody(int scans, int end, String damage) {
  FileBody {
    requireNonNull(damage, "damage");
  }

  /** Reads on from the header. */
  static FileBody of(ImageHeader header, byte[] file) {
    if (header.format() == Format.JPEG) {
      return JpegHeader.frame(file)
          .map(frame -> JpegScans.read(file, frame))
          .orElse(new FileBody(1, file.length, ""));
    }
    long end =
        switch (header.format()) {
          case PNG -> PngChunks.of(file).end();
          case BMP -> bmpEnd(header, file);
          default -> TiffPages.end(file);
        };
    return new FileBody(1, (int) Math.min(end, file.length), "");
  }

  /** Rows are filled up to four bytes. */
  private static long bmpEnd(ImageHeader header, byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long rowBits = (long) header.size().width() * bytes.getShort(28);
    long rowBytes = (rowBits + Integer.SIZE - 1) / Integer.SIZE * Integer.BYTES;
    return Integer.toUnsignedLong(bytes.getInt(10)) + rowBytes * header.size().height();
  }

  /** Returns the reasons to doubt what is decoded; mostly none. */
  List<FileDoubt> doubts(ImageHeader header, byte[] file) {
    List<FileDoubt> doubts = new ArrayList<>();
    if (!damage.isEmpty()) {
      doubts.add(new FileDoubt(FileDoubt.Kind.DAMAGED, damage));
    }
    String more = MoreImages.find(header, file, end);
    if (!more.isEmpty()) {
      String words = more + "; only the first is judged: send each image in a file of its own";
      doubts.add(new FileDoubt(FileDoubt.Kind.MORE_IMAGES, words));
    }
    return doubts;
  }
}
