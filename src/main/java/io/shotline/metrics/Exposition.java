package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

/** All series as text, and the content type that says in which format. */
public record Exposition(String contentType, String body) {
  public Exposition {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
  }
}
