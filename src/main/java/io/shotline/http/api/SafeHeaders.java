package io.shotline.http.api;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Headers by which browsers do nothing with an answer but what is asked for. */
final class SafeHeaders {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store");

  private static final String ONLY_TLS = "Strict-Transport-Security";
  private static final String A_YEAR = "max-age=31536000";

  private SafeHeaders() {}

  /** Adds the headers. */
  static void add(HttpServerResponse response, boolean isTls) {
    ALWAYS.forEach(response::putHeader);
    if (isTls) {
      response.putHeader(ONLY_TLS, A_YEAR);
    }
  }
}
