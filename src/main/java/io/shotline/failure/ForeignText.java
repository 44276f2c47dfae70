package io.shotline.failure;

/** Words that came from outside, such as ids, on their way to a person or into the log. */
public final class ForeignText {
  /** Longer ones are no names that a person would know again. */
  private static final int MOST_CHARACTERS = 80;

  private ForeignText() {}

  /**
   * Returns the text such that it neither begins a line of its own nor colours a terminal.
   *
   * @return at most 80 characters and three dots; characters that are not seen are escaped
   */
  public static String shown(String text) {
    return shown(text, MOST_CHARACTERS);
  }

  /** Does the same for texts that may be longer. */
  public static String shown(String text, int most) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(most).forEach(character -> append(character, shown));
    return text.codePointCount(0, text.length()) > most ? shown + "..." : shown.toString();
  }

  private static void append(int character, StringBuilder shown) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          shown.append("\\u%04x".formatted(character));
      default -> shown.appendCodePoint(character);
    }
  }
}
