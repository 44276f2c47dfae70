package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.http.access.Caller;
import io.shotline.http.access.Sessions;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** {@code /v1/session}: a browser's session in exchange for a token, and who asks. */
final class SessionRoutes implements ApiRoutes {
  private final AccessCheck access;
  private final Sessions sessions;
  private final boolean isTls;

  SessionRoutes(AccessCheck access, boolean isTls) {
    this.access = requireNonNull(access, "access");
    this.sessions = access.sessions();
    this.isTls = isTls;
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of(
        "beginSession", this::begin,
        "getSession", request -> ApiResponse.json(200, json(request.who())),
        "endSession", this::end);
  }

  private ApiResponse begin(ApiRequest request) throws ProblemException {
    Caller caller = access.login(request.json().getString("token"), request.address());
    return ApiResponse.json(200, json(caller))
        .header("Set-Cookie", cookie(sessions.begin(caller), Sessions.LASTS.toSeconds()));
  }

  private ApiResponse end(ApiRequest request) {
    request.session().ifPresent(sessions::end);
    return ApiResponse.empty(204).header("Set-Cookie", cookie("", 0));
  }

  private JsonObject json(Caller caller) {
    return new JsonObject()
        .put("name", caller.name())
        .put("role", caller.role().word())
        .put("tokens", access.isAskedFor());
  }

  private String cookie(String value, long seconds) {
    return AccessCheck.COOKIE
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (isTls ? "; Secure" : "");
  }
}
