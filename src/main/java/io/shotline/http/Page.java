package io.shotline.http;

import static java.util.Objects.requireNonNull;

/** What to answer with: the body and the value of its Content-Type header. */
public record Page(String contentType, String body) {
  public Page {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
  }
}
