package io.shotline.http.api;

import io.shotline.http.RefusedException;
import io.shotline.http.RequestGuard;
import io.shotline.http.access.Caller;
import io.shotline.http.access.RateLimit;
import io.shotline.http.access.Role;
import io.shotline.http.access.Sessions;
import io.shotline.http.access.Tokens;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds who asks, and whether the caller may. Safe for use by many threads. */
public final class AccessCheck {
  static final String COOKIE = "shotline_session";
  private static final String BEARER = "bearer ";

  private final @Nullable Tokens tokens;
  private final Sessions sessions;
  private final RateLimit requests;

  /** Of one address: nobody finds a token by trying. */
  private final RateLimit failures;

  /**
   * Makes a check.
   *
   * @param tokens null: everybody who can reach the server may all
   */
  AccessCheck(@Nullable Tokens tokens, Sessions sessions, Clock clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.requests = new RateLimit(200, 50, clock);
    this.failures = new RateLimit(20, 0.5, clock);
  }

  /**
   * Reads the file of tokens.
   *
   * @param file null: everybody who can reach the server may all
   * @throws IOException if it cannot be read; the message says the remedy
   */
  public static AccessCheck of(@Nullable Path file, Clock clock) throws IOException {
    try {
      return new AccessCheck(
          file == null ? null : new Tokens(file, clock), new Sessions(clock), clock);
    } catch (IOException e) {
      throw new IOException(
          "--api-tokens "
              + file
              + ": cannot be read ("
              + e
              + "); make it with: shotline token create --tokens "
              + file
              + " --role engineer --name NAME",
          e);
    }
  }

  /** Returns the same check for a server that answers in another form. */
  public RequestGuard guard(Role least) {
    return request -> {
      try {
        Caller unused = require(request, least);
      } catch (ProblemException e) {
        throw new RefusedException(e.status(), e.reason(), e.detail());
      }
    };
  }

  /** Returns the sessions of browsers. */
  Sessions sessions() {
    return sessions;
  }

  /** Returns whether callers need a token. */
  boolean isAskedFor() {
    return tokens != null;
  }

  /**
   * Returns the caller of a request.
   *
   * @throws ProblemException if it is nobody, has another role or asks too often
   */
  Caller require(HttpServerRequest request, Role least) throws ProblemException {
    Caller caller = caller(request);
    if (tokens != null && !requests.take(caller.name())) {
      throw tooMany(caller.name() + " asks too often");
    }
    if (!caller.role().includes(least)) {
      throw new ProblemException(
          403,
          "FORBIDDEN",
          caller.name()
              + " is "
              + caller.role().word()
              + "; this needs the role "
              + least.word()
              + ": shotline token create --role "
              + least.word());
    }
    return caller;
  }

  /**
   * Counts a request of several files as so many: a form is no way around the limit.
   *
   * @throws ProblemException if the caller asks too often
   */
  void requirePace(Caller caller, int files) throws ProblemException {
    if (tokens != null && files > 1 && !requests.take(caller.name(), files - 1)) {
      throw tooMany(caller.name() + " sends too many files");
    }
  }

  /**
   * Returns the caller that has this token.
   *
   * @param address of whoever says so
   * @throws ProblemException if nobody has it
   */
  Caller login(String token, String address) throws ProblemException {
    if (tokens == null) {
      return Caller.LOCAL;
    }
    Optional<Caller> found = tokens.find(token);
    if (found.isEmpty()) {
      // A right token is answered all the same: others may share the address.
      throw failures.take(address)
          ? unauthorized("there is no such token")
          : tooMany("too many wrong tokens from " + address);
    }
    return found.get();
  }

  private Caller caller(HttpServerRequest request) throws ProblemException {
    if (tokens == null) {
      return Caller.LOCAL;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
        throw unauthorized("the header Authorization must be: Bearer TOKEN");
      }
      return login(authorization.substring(BEARER.length()).strip(), address(request));
    }
    Cookie cookie = request.getCookie(COOKIE);
    if (cookie == null) {
      throw unauthorized("a token is needed: Authorization: Bearer TOKEN");
    }
    return sessions
        .find(cookie.getValue())
        .filter(tokens::isCurrent)
        .orElseThrow(() -> unauthorized("the session has ended; log in again"));
  }

  /** Returns the address that a request is from. */
  static String address(HttpServerRequest request) {
    return request.remoteAddress() == null ? "" : String.valueOf(request.remoteAddress().host());
  }

  private static ProblemException unauthorized(String detail) {
    return new ProblemException(401, "UNAUTHORIZED", detail)
        .header("WWW-Authenticate", "Bearer realm=\"shotline\"");
  }

  private static ProblemException tooMany(String detail) {
    return new ProblemException(429, "TOO_MANY_REQUESTS", detail + "; try again in a second")
        .header("Retry-After", "1");
  }
}
