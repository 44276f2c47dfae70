package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.http.access.Caller;
import io.shotline.http.access.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Brings requests to the operations of the document: host and origin, the caller and its role, the
 * body, the document's rules, in this order, then the operation on a worker thread, the audit and
 * the answer. Runs on the event loop.
 */
final class ApiRouter {
  /** Requests that wait for a worker or are with one. */
  private static final int MOST_IN_WORK = 64;

  private static final String CALLER = "caller";
  static final String BODY = "body";
  static final String OPERATION = "operation";
  private static final String FORM = "files";

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final HostCheck host;
  private final AccessCheck access;
  private final ApiBodies bodies;
  private final AuditLog audit;
  private final FormGate forms = new FormGate();
  private int inWork;

  ApiRouter(
      Vertx vertx,
      WorkerExecutor workers,
      HostCheck host,
      AccessCheck access,
      ApiBodies bodies,
      AuditLog audit) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.workers = requireNonNull(workers, "workers");
    this.host = requireNonNull(host, "host");
    this.access = requireNonNull(access, "access");
    this.bodies = requireNonNull(bodies, "bodies");
    this.audit = requireNonNull(audit, "audit");
  }

  /**
   * Makes the router.
   *
   * @param operations by id; those of the document and no others
   */
  Future<Router> router(JsonObject document, Map<String, ApiOperation> operations) {
    // Vert.x writes notes of its own into the one that it is given.
    Buffer text = document.toBuffer();
    return OpenAPIContract.builder(vertx)
        .setContract(document)
        .mediaTypeRegistry(BodyTypes.registry())
        .build()
        .map(contract -> router(contract, text, operations));
  }

  private Router router(
      OpenAPIContract contract, Buffer text, Map<String, ApiOperation> operations) {
    RouterBuilder builder = RouterBuilder.create(vertx, contract, this::receive);
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      ApiOperation operation = requireNonNull(operations.get(id), () -> "no operation " + id);
      route
          .setDoSecurity(false)
          .addHandler(context -> answer(context, id, checked(route, operation)));
    }
    Router router = Router.router(vertx);
    PathMethods methods = new PathMethods(contract.operations());
    router.route().handler(this::begin);
    router
        .get("/openapi.json")
        .handler(
            context ->
                context.response().putHeader(HttpHeaders.CONTENT_TYPE, ApiResponse.JSON).end(text));
    Router api = builder.createRouter();
    api.route().failureHandler(this::leave);
    Problems.handle(api, methods);
    router.route("/*").subRouter(api);
    Problems.handle(router, methods);
    return router;
  }

  /** Changes nothing without a trace. */
  private ApiOperation checked(OpenAPIRoute route, ApiOperation operation) {
    return ApiDocument.isAudited(route.getOperation())
        ? request -> {
          access.requirePace(request.who(), request.files().size());
          audit.requireReady();
          return operation.handle(request);
        }
        : operation;
  }

  /** Whatever failed: no worker has the request. */
  private void leave(RoutingContext context) {
    forms.leave(context);
    context.next();
  }

  private void begin(RoutingContext context) {
    SafeHeaders.add(context.response(), context.request().isSSL());
    try {
      host.require(context.request());
      context.next();
    } catch (ProblemException e) {
      context.fail(e.status(), e);
    }
  }

  /** Nothing is read of a body before its sender is known and may. */
  private Future<ValidatableRequest> receive(RoutingContext context, Operation operation) {
    context.put(OPERATION, operation);
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    boolean isForm = ApiForm.isForm(type, operation);
    try {
      Optional<Role> least = ApiDocument.role(operation);
      context.put(
          CALLER, least.isEmpty() ? Caller.NOBODY : access.require(context.request(), least.get()));
      QueryNames.require(context, operation);
      if (isForm) {
        forms.enter(context);
      }
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
    return bodies
        .read(context.request(), operation)
        .compose(body -> isForm ? form(context, type, body) : body(context, body))
        .compose(
            described ->
                RequestUtils.extract(
                    context.request(), operation, () -> Future.succeededFuture(described)));
  }

  private static Future<Buffer> body(RoutingContext context, byte[] body) {
    context.put(BODY, body);
    return Future.succeededFuture(Buffer.buffer(body));
  }

  /** Returns what the form has in it, which the document's rules are held to. */
  private Future<Buffer> form(RoutingContext context, String type, byte[] body) {
    context.put(BODY, body);
    return workers
        .executeBlocking(() -> ApiForm.read(type, body), false)
        .map(
            form -> {
              context.put(FORM, form);
              return form.description().toBuffer();
            });
  }

  private void answer(RoutingContext context, String id, ApiOperation operation) {
    if (inWork >= MOST_IN_WORK) {
      context.fail(
          503,
          new ProblemException(503, "BUSY", "as many requests wait as may; try again")
              .header("Retry-After", "1"));
      return;
    }
    inWork++;
    ApiRequest request = request(context);
    workers
        .executeBlocking(() -> audit.noted(request.who(), id, operation.handle(request)), false)
        .onComplete(
            done -> {
              inWork--;
              forms.leave(context);
            })
        .onSuccess(response -> send(context, response))
        .onFailure(context::fail);
  }

  /** Returns whether the sender of a request may still have its answer. */
  private boolean mayStay(RoutingContext context) {
    try {
      Caller caller = context.get(CALLER);
      return access.require(context.request(), caller.role()).equals(caller);
    } catch (ProblemException e) {
      return false;
    }
  }

  private static ApiRequest request(RoutingContext context) {
    ValidatedRequest validated = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    Caller caller = context.get(CALLER);
    byte[] body = context.get(BODY);
    ApiForm form = context.get(FORM, ApiForm.NONE);
    return new ApiRequest(validated, caller, context.request(), body, form);
  }

  private void send(RoutingContext context, ApiResponse answer) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    if (answer.stream().isPresent()) {
      answer.stream().get().begin(context, () -> mayStay(context));
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (!answer.contentType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    response.end(answer.body());
  }
}
