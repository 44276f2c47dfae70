package io.shotline.http.api;

import io.vertx.core.json.Json;

/**
 * The rule for ids that callers give: text in one line that a path can name. Ids that other senders
 * gave stay readable and removable, whatever is in them.
 */
final class NewId {
  private static final int MOST_SHOWN = 80;

  private NewId() {}

  /**
   * Returns the id.
   *
   * @param field as the document calls it
   * @throws ProblemException if the id cannot be given; says why
   */
  static String require(String field, String id) throws ProblemException {
    if (id.equals(".") || id.equals("..")) {
      throw refused(field, id, "paths read it as a folder; add a letter or a digit");
    }
    if (!isOneLine(id)) {
      throw refused(
          field, id, "it must be text in one line; leave out control characters and line ends");
    }
    if (id.isEmpty() || isBlank(id.codePointAt(0)) || isBlank(id.codePointBefore(id.length()))) {
      throw refused(
          field, id, "it must not be empty, nor begin or end with a blank; leave the blanks out");
    }
    return id;
  }

  /** Halves of pairs count as no text: as UTF-8 they would all be a question mark. */
  private static boolean isOneLine(String id) {
    return id.codePoints()
        .noneMatch(
            each ->
                switch (Character.getType(each)) {
                  case Character.CONTROL,
                      Character.SURROGATE,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      true;
                  default -> false;
                });
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private static ProblemException refused(String field, String id, String why) {
    String shown = id.length() <= MOST_SHOWN ? id : id.substring(0, MOST_SHOWN) + "...";
    return ProblemException.badRequest(field + " cannot be " + Json.encode(shown) + ": " + why);
  }
}
