package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the next part of a list begins, as a text that only this server reads. */
final class Cursor {
  /** Of items in one answer, where the request names no other number. */
  static final int DEFAULT_LIMIT = 50;

  private static final char BEHIND_LIST = '\n';

  private Cursor() {}

  /**
   * Returns the text of a place.
   *
   * @param list that the place is in
   */
  private static String of(String list, String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + BEHIND_LIST + place).getBytes(UTF_8));
  }

  /**
   * Returns the place of a text.
   *
   * @throws ProblemException if no answer of this list gave it
   */
  private static String place(String list, String cursor) throws ProblemException {
    String start = list + BEHIND_LIST;
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      if (text.startsWith(start)) {
        return text.substring(start.length());
      }
      throw none(cursor);
    } catch (IllegalArgumentException e) {
      throw none(cursor);
    }
  }

  /** Returns the problem that no answer gave a text. */
  static ProblemException none(String cursor) {
    return ProblemException.badRequest(
        "cursor '"
            + cursor
            + "' is none of this list: take it from the field next of the answer before");
  }

  /**
   * Answers with the part of a list that the request asks for.
   *
   * @param list its name, no other's
   * @param sorted by the key
   * @param key that no two items share
   */
  static ApiResponse page(
      ApiRequest request, String list, List<JsonObject> sorted, Function<JsonObject, String> key)
      throws ProblemException {
    Part<JsonObject> part = part(request, list, sorted, key);
    return ApiResponse.list(part.items(), part.next());
  }

  /**
   * Returns the part of a list that the request asks for.
   *
   * @param list its name, no other's
   * @param sorted by the key
   * @param key that no two items share
   */
  static <T> Part<T> part(ApiRequest request, String list, List<T> sorted, Function<T, String> key)
      throws ProblemException {
    int limit = request.integer("limit", DEFAULT_LIMIT);
    String cursor = request.query("cursor").orElse("");
    String after = cursor.isEmpty() ? "" : place(list, cursor);
    List<T> rest = sorted.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
    List<T> part = rest.stream().limit(limit).toList();
    return new Part<>(
        part, part.size() < rest.size() ? of(list, key.apply(part.get(part.size() - 1))) : null);
  }

  /**
   * A part of a list.
   *
   * @param next where the next one begins; null: there is none
   */
  record Part<T>(List<T> items, @Nullable String next) {}
}
