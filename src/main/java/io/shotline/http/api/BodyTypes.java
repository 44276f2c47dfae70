package io.shotline.http.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.ContentAnalyserFactory;
import io.vertx.openapi.mediatype.MediaTypeRegistration;
import io.vertx.openapi.validation.ValidationContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types of bodies that the document names beside those that Vert.x knows. Image files are taken
 * as they are: the header of the file counts, not the name of its type.
 */
final class BodyTypes implements MediaTypeRegistration {
  static final List<String> IMAGES = List.of("image/jpeg", "image/png", "image/bmp", "image/tiff");
  static final String PROBLEM = "application/problem+json";
  static final String EVENTS = "text/event-stream";
  private static final List<String> ALL =
      Stream.concat(IMAGES.stream(), Stream.of(PROBLEM, EVENTS)).toList();

  @Override
  public ContentAnalyser createContentAnalyser(
      String contentType, Buffer content, ValidationContext context) {
    ContentAnalyserFactory factory =
        contentType.equals(PROBLEM) ? ContentAnalyserFactory.json() : ContentAnalyserFactory.noop();
    return factory.create(contentType, content, context);
  }

  @Override
  public boolean canHandle(String contentType) {
    return ALL.contains(contentType);
  }

  @Override
  public List<String> supportedTypes() {
    return ALL;
  }
}
