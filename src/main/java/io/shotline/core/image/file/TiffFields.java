package io.shotline.core.image.file;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first directory of a TIFF structure (TIFF 6.0, section 2), as TIFF files and Exif blocks have
 * it. Nothing outside of the structure is read, and nothing malformed throws: such a field is not
 * there.
 */
final class TiffFields {
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_ENDIAN = 0x4D4D;
  private static final int VERSION = 42;
  private static final int ENTRY_BYTES = 12;

  private final ByteBuffer bytes;
  private final int entriesAt;
  private final int entries;

  private TiffFields(ByteBuffer bytes, int entriesAt, int entries) {
    this.bytes = requireNonNull(bytes, "bytes");
    this.entriesAt = entriesAt;
    this.entries = entries;
  }

  /**
   * Finds the directory.
   *
   * @param block begins with the byte order; its own order and position are not changed
   */
  static Optional<TiffFields> read(ByteBuffer block) {
    ByteBuffer bytes = block.slice();
    if (bytes.limit() < 8 || !hasByteOrder(bytes) || bytes.getShort(2) != VERSION) {
      return Optional.empty();
    }
    return directory(bytes, 4);
  }

  /**
   * @param pointer where the offset of the directory lies
   */
  private static Optional<TiffFields> directory(ByteBuffer bytes, int pointer) {
    long at = Integer.toUnsignedLong(bytes.getInt(pointer));
    if (at + 2 > bytes.limit()) {
      return Optional.empty();
    }
    int entries = Short.toUnsignedInt(bytes.getShort((int) at));
    return at + 2 + (long) entries * ENTRY_BYTES > bytes.limit()
        ? Optional.empty()
        : Optional.of(new TiffFields(bytes, (int) at + 2, entries));
  }

  private static boolean hasByteOrder(ByteBuffer bytes) {
    int mark = bytes.getShort(0);
    bytes.order(mark == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return mark == LITTLE_ENDIAN || mark == BIG_ENDIAN;
  }

  /** Returns the directory of the next page; empty behind the last one. */
  Optional<TiffFields> next() {
    int pointer = entriesAt + entries * ENTRY_BYTES;
    return pointer + 4 > bytes.limit() || bytes.getInt(pointer) == 0
        ? Optional.empty()
        : directory(bytes, pointer);
  }

  /** Returns where the directory and the values of its fields end. */
  long end() {
    long end = entriesAt + (long) entries * ENTRY_BYTES + 4;
    for (int i = 0; i < entries; i++) {
      Optional<Field> field = fieldAt(entriesAt + i * ENTRY_BYTES);
      if (field.isPresent()) {
        end = Math.max(end, field.get().at() + (long) field.get().count() * field.get().width());
      }
    }
    return end;
  }

  ByteOrder order() {
    return bytes.order();
  }

  /** Returns the field with this tag, if all its values lie within the structure. */
  Optional<Field> field(int tag) {
    for (int i = 0; i < entries; i++) {
      int at = entriesAt + i * ENTRY_BYTES;
      if (Short.toUnsignedInt(bytes.getShort(at)) == tag) {
        return fieldAt(at);
      }
    }
    return Optional.empty();
  }

  private Optional<Field> fieldAt(int at) {
    int width = Field.width(bytes.getShort(at + 2));
    long count = Integer.toUnsignedLong(bytes.getInt(at + 4));
    long length = width * count;
    long valuesAt = length <= 4 ? at + 8 : Integer.toUnsignedLong(bytes.getInt(at + 8));
    return width == 0 || count == 0 || valuesAt + length > bytes.limit()
        ? Optional.empty()
        : Optional.of(new Field(bytes, (int) valuesAt, (int) count, width));
  }

  /**
   * Returns the first value of the field, or the other where there is no such field; a value that
   * no int holds becomes the greatest.
   */
  int number(int tag, int otherwise) {
    return field(tag)
        .map(field -> (int) Math.min(field.value(0), Integer.MAX_VALUE))
        .orElse(otherwise);
  }

  /**
   * Whole numbers or text.
   *
   * @param width bytes of a value: 1, 2 or 4
   */
  record Field(ByteBuffer bytes, int at, int count, int width) {
    Field {
      requireNonNull(bytes, "bytes");
    }

    private static int width(int type) {
      return switch (type) {
        case 1, 2, 6, 7 -> Byte.BYTES;
        case 3, 8 -> Short.BYTES;
        case 4, 9, 13 -> Integer.BYTES;
        default -> 0;
      };
    }

    /** Returns a value, without sign; the last one for an index beyond. */
    long value(int index) {
      int valueAt = at + Math.min(index, count - 1) * width;
      return switch (width) {
        case Byte.BYTES -> Byte.toUnsignedLong(bytes.get(valueAt));
        case Short.BYTES -> Short.toUnsignedLong(bytes.getShort(valueAt));
        default -> Integer.toUnsignedLong(bytes.getInt(valueAt));
      };
    }

    /** Returns whether all values that a pixel's samples have here are this one. */
    boolean hasOnly(long value, int samples) {
      for (int i = 0; i < Math.min(samples, count); i++) {
        if (value(i) != value) {
          return false;
        }
      }
      return true;
    }

    String text() {
      byte[] text = new byte[Math.min(count, 64)];
      bytes.get(at, text, 0, Math.min(text.length, count * width));
      return new String(text, StandardCharsets.ISO_8859_1);
    }
  }
}
