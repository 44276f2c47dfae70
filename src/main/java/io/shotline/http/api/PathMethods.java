package io.shotline.http.api;

import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the methods that a path answers. Immutable. */
final class PathMethods {
  private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");

  private final List<Entry> entries;

  PathMethods(List<Operation> operations) {
    this.entries =
        operations.stream()
            .map(
                each ->
                    new Entry(
                        Pattern.compile(
                            PLACE.matcher(each.getAbsoluteOpenAPIPath()).replaceAll("[^/]+")),
                        each.getHttpMethod().name()))
            .toList();
  }

  /** Returns the methods as the header {@code Allow} has them. */
  String allowed(String path) {
    return entries.stream()
        .filter(entry -> entry.path().matcher(path).matches())
        .map(Entry::method)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private record Entry(Pattern path, String method) {}
}
