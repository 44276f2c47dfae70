package io.shotline.kafka.stream;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A change that a broken sender or line makes to a message or a file.
 *
 * @param at where, taken modulo the length, or the number of fields
 * @param bytes what some kinds of change put there
 */
public record Mutation(Kind kind, int at, byte[] bytes) {
  public enum Kind {
    FLIP_BIT,
    TRUNCATE,
    INSERT,
    OVERWRITE,
    REMOVE,
    REPEAT_FIELD,
    CHANGE_WIRE_TYPE,
    INSERT_FIELD
  }

  /** What parsers stumble over: endless numbers, huge lengths, group tags, text that is none. */
  private static final List<byte[]> NASTY =
      List.of(
          hex("ffffffffffffffffff01"),
          hex("ffffffffffffffffffff7f"),
          hex("0affffffff07"),
          hex("2affffffff0f"),
          hex("80808080808080808000"),
          hex("0b"),
          hex("0c"),
          hex("0102c080"),
          hex("0a03eda080"),
          hex("2200"),
          hex("220b08ffffffffffffffff7f10ff"));

  public static Arbitrary<Mutation> any() {
    Arbitrary<byte[]> bytes =
        Arbitraries.oneOf(
            Arbitraries.of(NASTY), Arbitraries.bytes().array(byte[].class).ofMaxSize(12));
    return Combinators.combine(
            Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 1 << 20), bytes)
        .as(Mutation::new);
  }

  /** None, one or a few: of many, the first that a parser finds hides the others. */
  public static Arbitrary<List<Mutation>> some() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(List.of())),
        Tuple.of(3, any().list().ofSize(1)),
        Tuple.of(1, any().list().ofMaxSize(5)));
  }

  public static byte[] apply(List<Mutation> mutations, byte[] original) {
    byte[] changed = original;
    for (Mutation mutation : mutations) {
      changed = mutation.apply(changed);
    }
    return changed;
  }

  private byte[] apply(byte[] from) {
    if (from.length == 0) {
      return bytes;
    }
    int here = at % from.length;
    List<Integer> fields = fields(from);
    int field = fields.get(at % (fields.size() - 1));
    int next = fields.get(at % (fields.size() - 1) + 1);
    return switch (kind) {
      case FLIP_BIT -> flipped(from, here, 1 << at / from.length % 8);
      case TRUNCATE -> Arrays.copyOf(from, here);
      case INSERT -> replaced(from, here, here, bytes);
      case OVERWRITE -> replaced(from, here, Math.min(from.length, here + bytes.length), bytes);
      case REMOVE -> replaced(from, here, Math.min(from.length, here + 1 + at % 40), new byte[0]);
      case REPEAT_FIELD -> replaced(from, next, next, Arrays.copyOfRange(from, field, next));
      case CHANGE_WIRE_TYPE -> flipped(from, field, 1 + at % 7);
      case INSERT_FIELD -> replaced(from, field, field, bytes);
    };
  }

  /** Where the fields of a message begin, as far as it is one, and its end. */
  private static List<Integer> fields(byte[] message) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    CodedInputStream input = CodedInputStream.newInstance(message);
    try {
      for (int tag = input.readTag(); tag != 0 && input.skipField(tag); tag = input.readTag()) {
        starts.add(input.getTotalBytesRead());
      }
    } catch (IOException e) {
      starts.add(message.length);
    }
    return starts.size() == 1 ? List.of(0, message.length) : starts;
  }

  private static byte[] flipped(byte[] from, int at, int bits) {
    byte[] changed = from.clone();
    if (at < changed.length) {
      changed[at] ^= (byte) bits;
    }
    return changed;
  }

  private static byte[] replaced(byte[] from, int start, int end, byte[] by) {
    byte[] changed = Arrays.copyOf(from, start + by.length + from.length - end);
    System.arraycopy(by, 0, changed, start, by.length);
    System.arraycopy(from, end, changed, start + by.length, from.length - end);
    return changed;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
