package io.shotline.http.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** Holds the names in a query to the document: a mistyped filter would answer with everything. */
final class QueryNames {
  private static final int MOST_SHOWN = 100;

  private QueryNames() {}

  /**
   * Requires that the operation has each parameter, and that only lists are given twice.
   *
   * @throws ProblemException if not; the message names the parameter
   */
  static void require(RoutingContext context, Operation operation) throws ProblemException {
    List<Parameter> known =
        operation.getParameters().stream().filter(each -> each.getIn() == Location.QUERY).toList();
    MultiMap query = query(context);
    for (String name : query.names()) {
      Parameter parameter =
          known.stream()
              .filter(each -> each.getName().equals(name))
              .findFirst()
              .orElseThrow(() -> none(name, known));
      if (parameter.getSchemaType() != SchemaType.ARRAY && query.getAll(name).size() > 1) {
        throw ProblemException.badRequest("parameter " + name + " is given twice; give it once");
      }
    }
  }

  private static MultiMap query(RoutingContext context) throws ProblemException {
    try {
      return context.queryParams();
    } catch (HttpException | IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "the query cannot be decoded; write % as %25, and bytes as % and two hex digits");
    }
  }

  private static ProblemException none(String name, List<Parameter> known) {
    String shown = name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "..." : name;
    String names = known.stream().map(Parameter::getName).collect(Collectors.joining(", "));
    return ProblemException.badRequest(
        "there is no parameter '"
            + shown
            + "' here; "
            + (names.isEmpty() ? "leave it out" : "there are: " + names));
  }
}
