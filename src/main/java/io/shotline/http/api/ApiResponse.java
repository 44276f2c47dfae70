package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to a request that was answered as asked. Immutable. */
public final class ApiResponse {
  static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final Buffer body;
  private final Map<String, String> headers;
  private final List<Change> changes;
  private final @Nullable ApiStream stream;

  /**
   * A change that was made, or a look at a kept image.
   *
   * @param target such as {@code products/cap}
   * @param before null if there was nothing
   * @param after null if there is nothing
   */
  record Change(String target, @Nullable JsonObject before, @Nullable JsonObject after) {}

  private ApiResponse(
      int status,
      String contentType,
      Buffer body,
      Map<String, String> headers,
      List<Change> changes,
      @Nullable ApiStream stream) {
    this.status = status;
    this.contentType = requireNonNull(contentType, "contentType");
    this.body = requireNonNull(body, "body");
    this.headers = Map.copyOf(headers);
    this.changes = List.copyOf(changes);
    this.stream = stream;
  }

  /** Answers with an object. */
  public static ApiResponse json(int status, JsonObject object) {
    return new ApiResponse(status, JSON, object.toBuffer(), Map.of(), List.of(), null);
  }

  /** Answers with JSON that is written already. */
  public static ApiResponse json(int status, String object) {
    return new ApiResponse(status, JSON, Buffer.buffer(object), Map.of(), List.of(), null);
  }

  /**
   * Answers with a part of a list.
   *
   * @param next where the next part begins, to be sent as {@code cursor}; null: there is none
   */
  public static ApiResponse list(List<JsonObject> items, @Nullable String next) {
    JsonObject page = new JsonObject().put("items", new JsonArray(items));
    return json(200, next == null ? page : page.put("next", next));
  }

  /** Answers with a file. */
  public static ApiResponse file(String contentType, byte[] bytes) {
    return new ApiResponse(200, contentType, Buffer.buffer(bytes), Map.of(), List.of(), null);
  }

  /** Answers with what comes, until the reader leaves. */
  static ApiResponse stream(ApiStream stream) {
    return new ApiResponse(200, BodyTypes.EVENTS, Buffer.buffer(), Map.of(), List.of(), stream);
  }

  /** Answers without a body. */
  public static ApiResponse empty(int status) {
    return new ApiResponse(status, "", Buffer.buffer(), Map.of(), List.of(), null);
  }

  /** Returns the same with one more header. */
  public ApiResponse header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiResponse(status, contentType, body, more, changes, stream);
  }

  /** Returns the same, whose change goes to the audit topic before it is sent. */
  public ApiResponse audited(
      String target, @Nullable JsonObject before, @Nullable JsonObject after) {
    return audited(List.of(new Change(target, before, after)));
  }

  /** Returns the same, whose changes go to the audit topic before it is sent. */
  ApiResponse audited(List<Change> made) {
    return new ApiResponse(status, contentType, body, headers, made, stream);
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  Buffer body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  Optional<ApiStream> stream() {
    return Optional.ofNullable(stream);
  }

  List<Change> changes() {
    return changes;
  }
}
