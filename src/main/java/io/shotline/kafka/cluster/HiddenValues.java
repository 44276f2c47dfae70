package io.shotline.kafka.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps values out of messages: as a whole and in pieces, since parsers quote the piece that they
 * stumble over.
 */
final class HiddenValues {
  private static final String MARK = "***";
  private static final int LONG = 6;

  private static final Pattern BETWEEN_PIECES = Pattern.compile("[\\s\"'=;,]+");

  /** Words of Kafka's own, which tell nothing and which its messages are made of. */
  private static final Set<String> KNOWN =
      Set.of(
          "true",
          "false",
          "ssl",
          "sasl_ssl",
          "plaintext",
          "sasl_plaintext",
          "plain",
          "pem",
          "jks",
          "pkcs12",
          "required",
          "requisite",
          "sufficient",
          "optional",
          "username",
          "password");

  private final List<Pattern> hidden;

  HiddenValues(Collection<String> values) {
    this.hidden =
        values.stream()
            .flatMap(
                value ->
                    Stream.concat(Stream.of(value.strip()), BETWEEN_PIECES.splitAsStream(value)))
            .filter(text -> !text.isBlank() && !KNOWN.contains(text.toLowerCase(Locale.ROOT)))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(HiddenValues::pattern)
            .toList();
  }

  /** The message with a mark for each value. */
  String in(String message) {
    String clean = message;
    for (Pattern value : hidden) {
      clean = value.matcher(clean).replaceAll(MARK);
    }
    return clean;
  }

  /** A short one not inside of another word: the value 1 must not spoil 10. */
  private static Pattern pattern(String value) {
    String quoted = Pattern.quote(value);
    return Pattern.compile(
        value.length() < LONG ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted,
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
