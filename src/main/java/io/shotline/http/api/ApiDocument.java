package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.http.access.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document of the API (OpenAPI 3.1), put together of a part for each kind of thing. */
final class ApiDocument {
  /** The least role that an operation asks for. */
  private static final String ROLE = "x-role";

  private static final String ANYONE = "anyone";
  private static final String AUDITED = "x-audited";

  private static final String FOLDER = "/openapi/";
  private static final List<String> PARTS =
      List.of(
          "base",
          "products",
          "shots",
          "images",
          "alerts",
          "cameras",
          "statistics",
          "events",
          "system");

  private ApiDocument() {}

  /** Reads the parts. Each call makes another object. */
  static JsonObject read() {
    JsonObject whole = new JsonObject();
    PARTS.forEach(part -> whole.mergeIn(part(part), true));
    return whole;
  }

  /** Returns the least role for an operation; empty for one that anyone may ask for. */
  static Optional<Role> role(Operation operation) {
    Object word = operation.getExtensions().get(ROLE);
    String role = String.valueOf(requireNonNull(word, operation.getOperationId() + ": no role"));
    return role.equals(ANYONE) ? Optional.empty() : Optional.of(Role.of(role));
  }

  /** Returns whether the audit topic has a record of each time that it is done. */
  static boolean isAudited(Operation operation) {
    return Boolean.TRUE.equals(operation.getExtensions().get(AUDITED));
  }

  private static JsonObject part(String name) {
    String file = FOLDER + name + ".yaml";
    try (InputStream in = ApiDocument.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(requireNonNull(in, file), UTF_8)) {
      Map<String, Object> part = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      return new JsonObject(part);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
