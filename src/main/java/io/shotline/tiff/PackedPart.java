package io.shotline.tiff;

import io.shotline.core.image.file.TiffCompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** Unpacks the bytes of a strip or tile. */
final class PackedPart {
  private PackedPart() {}

  /** Returns the unpacked bytes; they are unpacked as they are read. */
  static InputStream open(byte[] file, int from, int length, TiffCompression compression)
      throws IOException {
    InputStream packed = new ByteArrayInputStream(file, from, length);
    return switch (compression) {
      case NONE -> packed;
      case LZW -> {
        if (length > 1 && file[from] == 0 && (file[from + 1] & 1) == 1) {
          throw new TiffFaultException("it has LZW of the kind before TIFF 6.0");
        }
        yield new LzwStream(packed);
      }
      case DEFLATE -> new InflaterInputStream(packed);
      case PACK_BITS -> new PackBitsStream(packed);
    };
  }
}
