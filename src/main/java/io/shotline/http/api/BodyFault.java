package io.shotline.http.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says which field of a body breaks which rule, where the validator's words hide it. */
final class BodyFault {
  private static final Pattern HIDDEN =
      Pattern.compile("does not match additional properties schema at #/([^/]+)$");

  private static final List<String> RULES =
      List.of("type", "enum", "format", "minLength", "maxLength", "minimum", "maximum", "pattern");

  private static final int MOST_SHOWN = 100;

  private BodyFault() {}

  /**
   * Returns the fault in words.
   *
   * @param found by the validator
   */
  static String words(String found, Operation operation, byte[] body) {
    Matcher hidden = HIDDEN.matcher(found);
    MediaType json =
        operation.getRequestBody() == null
            ? null
            : operation.getRequestBody().getContent().get(ApiResponse.JSON);
    if (!hidden.find() || json == null) {
      return found;
    }
    String field = hidden.group(1);
    JsonObject known = json.getSchema().get("properties", new JsonObject());
    if (!known.containsKey(field)) {
      return "there is no field '"
          + shown(field)
          + "' in the body; there are: "
          + String.join(", ", known.fieldNames());
    }
    return "field "
        + field
        + " is "
        + value(body, field)
        + "; the document says "
        + rules(known, field);
  }

  private static String rules(JsonObject known, String field) {
    JsonObject schema = known.getJsonObject(field);
    TreeMap<String, Object> rules = new TreeMap<>(schema.getMap());
    rules.keySet().retainAll(RULES);
    return rules.entrySet().stream()
        .map(rule -> rule.getKey() + " " + Json.encode(rule.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String value(byte[] body, String field) {
    try {
      return shown(Json.encode(new JsonObject(Buffer.buffer(body)).getValue(field)));
    } catch (DecodeException e) {
      return "unreadable";
    }
  }

  private static String shown(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }
}
