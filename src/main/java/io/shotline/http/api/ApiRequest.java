package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.http.access.Caller;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Optional;

/** A request that the document allows. Immutable but for its body's bytes. */
public final class ApiRequest {
  private final ValidatedRequest validated;
  private final Caller who;
  private final String address;
  private final String session;
  private final String lastEventId;
  private final byte[] body;
  private final ApiForm form;

  /**
   * Makes a request.
   *
   * @param body empty if there is none
   * @param form the files of the body, none if it is no form
   */
  ApiRequest(
      ValidatedRequest validated,
      Caller who,
      HttpServerRequest request,
      byte[] body,
      ApiForm form) {
    this.validated = requireNonNull(validated, "validated");
    this.who = requireNonNull(who, "who");
    this.address = AccessCheck.address(request);
    Cookie cookie = request.getCookie(AccessCheck.COOKIE);
    this.session = cookie == null ? "" : cookie.getValue();
    String lastId = request.getHeader("Last-Event-ID");
    this.lastEventId = lastId == null ? "" : lastId;
    this.body = body;
    this.form = requireNonNull(form, "form");
  }

  /** Returns the parameter of the path, decoded. */
  public String path(String name) {
    return text(requireNonNull(validated.getPathParameters().get(name), () -> "no {" + name + "}"));
  }

  /** Returns a parameter of the query, empty if it is absent. */
  public Optional<String> query(String name) {
    return parameter(name).map(ApiRequest::text);
  }

  /** Returns all values of a parameter of the query that is a list; none if it is absent. */
  public List<String> queries(String name) {
    return parameter(name)
        .map(RequestParameter::getJsonArray)
        .map(JsonArray::stream)
        .map(values -> values.map(String::valueOf).toList())
        .orElse(List.of());
  }

  /** Returns a whole number of the query, which the document gives a default or demands. */
  public int integer(String name, int otherwise) {
    return parameter(name).map(RequestParameter::getInteger).orElse(otherwise);
  }

  /** Returns a number of the query, empty if it is absent. */
  public Optional<Double> number(String name) {
    return parameter(name).map(RequestParameter::getDouble);
  }

  /** Returns the body that is an object, as the document has it; empty if there is no body. */
  public JsonObject json() {
    return body.length == 0 ? new JsonObject() : validated.getBody().getJsonObject();
  }

  /** Returns the bytes of a body that is a file. The caller must not change them. */
  public byte[] file() {
    return body;
  }

  /** Returns the files of a body that is a form; none if it is another. */
  List<FormFile> files() {
    return form.files();
  }

  /** Returns who asks. */
  public Caller who() {
    return who;
  }

  /** Returns the address that the request is from. */
  String address() {
    return address;
  }

  /** Returns the id of the browser's session, empty if there is none. */
  Optional<String> session() {
    return Optional.of(session).filter(id -> !id.isEmpty());
  }

  /** Returns the id of the event that a reader had last, empty if there is none. */
  String lastEventId() {
    return lastEventId;
  }

  private Optional<RequestParameter> parameter(String name) {
    return Optional.ofNullable(validated.getQuery().get(name))
        .filter(parameter -> !parameter.isNull());
  }

  private static String text(RequestParameter parameter) {
    return String.valueOf(parameter.get());
  }
}
