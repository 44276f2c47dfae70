package io.shotline.http.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body of several files.
 *
 * @param files in the order of the form
 */
record ApiForm(List<FormFile> files) {
  /** Of a body that is no form. */
  static final ApiForm NONE = new ApiForm(List.of());

  ApiForm {
    files = List.copyOf(files);
  }

  /** Returns whether a body of this type is a form of files. */
  static boolean isForm(@Nullable String contentType) {
    return contentType != null && contentType.startsWith(BodyTypes.FORM);
  }

  /** Returns whether the body of a request is a form of files, where its operation takes one. */
  static boolean isForm(@Nullable String contentType, Operation operation) {
    RequestBody taken = operation.getRequestBody();
    return isForm(contentType) && taken != null && taken.determineContentType(contentType) != null;
  }

  /**
   * Reads a form.
   *
   * @throws ProblemException if it is none; says why
   */
  static ApiForm read(String contentType, byte[] body) throws ProblemException {
    return new ApiForm(FormReader.read(contentType, body));
  }

  /**
   * Returns the names of the files by field, which the document's rules for the form are held to:
   * the files themselves may be large.
   */
  JsonObject description() {
    JsonObject names = new JsonObject();
    for (FormFile file : files) {
      names.put(file.field(), names.getJsonArray(file.field(), new JsonArray()).add(file.name()));
    }
    return names;
  }
}
