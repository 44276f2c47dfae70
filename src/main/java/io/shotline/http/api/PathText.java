package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Writes ids into paths. */
final class PathText {
  private PathText() {}

  /** Returns the id as a segment of a path. */
  static String of(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }
}
