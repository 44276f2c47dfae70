package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says why a request is not answered as asked, as RFC 9457 has it. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;
  private final transient JsonObject more;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * Makes a problem.
   *
   * @param status of HTTP
   * @param reason a word for programs, such as {@code NOT_FOUND}
   * @param detail for a person, with the remedy
   */
  public ProblemException(int status, String reason, String detail) {
    this(status, reason, detail, new JsonObject());
  }

  /**
   * Makes a problem that carries more.
   *
   * @param more members of the answer beside those of the standard
   */
  public ProblemException(int status, String reason, String detail, JsonObject more) {
    super(detail, null, false, false);
    this.status = status;
    this.reason = requireNonNull(reason, "reason");
    this.more = requireNonNull(more, "more");
  }

  /** Returns the problem that something is not there. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, "NOT_FOUND", detail);
  }

  /** Returns the problem that the request asks for what cannot be. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, "BAD_REQUEST", detail);
  }

  /** Adds a header to the answer. */
  ProblemException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  JsonObject more() {
    return more;
  }

  Map<String, String> headers() {
    return headers;
  }
}
