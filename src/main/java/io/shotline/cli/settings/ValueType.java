package io.shotline.cli.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A type of values as people type them.
 *
 * @param words says the values; completes "must be"
 * @param example one of them, where the words are not enough; else empty
 * @param absent stands for a value that cannot be read, until its fault is said
 * @param reader throws IllegalArgumentException or ArithmeticException for a text that is no value
 */
record ValueType(
    String words, String example, @Nullable Object absent, Function<String, Object> reader) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private static final ValueType TEXT =
      new ValueType("text in one line", "", null, ValueType::line);

  private static final Map<Class<?>, ValueType> KNOWN =
      Map.of(
          boolean.class,
          new ValueType("true or false", "", false, ValueType::flag),
          int.class,
          whole(0, Integer::valueOf),
          short.class,
          whole((short) 0, Short::valueOf),
          long.class,
          whole(0L, Long::valueOf),
          double.class,
          new ValueType("a number", "0.25", 0.0, ValueType::number),
          Path.class,
          new ValueType("a path that is not empty", "", null, ValueType::path),
          String.class,
          TEXT);

  private static final Map<Class<?>, Class<?>> PRIMITIVES =
      Map.of(
          Boolean.class, boolean.class,
          Integer.class, int.class,
          Short.class, short.class,
          Long.class, long.class,
          Double.class, double.class);

  static ValueType of(OptionSpec option) {
    if (option.converters().length > 0 && option.converters()[0] instanceof Worded<?> worded) {
      return new ValueType(worded.words(), worded.example(), null, worded::convert);
    }
    Class<?> type = option.auxiliaryTypes()[0];
    if (type.isEnum()) {
      return oneOf(type.getEnumConstants());
    }
    ValueType known = KNOWN.get(PRIMITIVES.getOrDefault(type, type));
    if (known == null) {
      throw new IllegalStateException(
          option.longestName() + ": give its " + type + " a converter that is Worded");
    }
    return known;
  }

  /** Tells whether spaces and nothing at all may be values. */
  boolean isText() {
    return equals(TEXT);
  }

  private static ValueType whole(Object absent, Function<String, Object> reader) {
    return new ValueType("a whole number", "", absent, reader);
  }

  private static ValueType oneOf(Object[] constants) {
    String words =
        Arrays.stream(constants).map(ValueType::typed).collect(Collectors.joining(" or "));
    return new ValueType(
        words,
        "",
        null,
        text ->
            Arrays.stream(constants)
                .filter(constant -> typed(constant).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text)));
  }

  private static String typed(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object flag(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException(text);
  }

  private static Object number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return Double.valueOf(text);
  }

  private static Object path(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(text);
    }
    return Path.of(line(text));
  }

  private static String line(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
