package io.shotline.http.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.ContentAnalyserFactory;
import io.vertx.openapi.mediatype.MediaTypeRegistration;
import io.vertx.openapi.mediatype.MediaTypeRegistry;
import io.vertx.openapi.validation.ValidationContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types of bodies that the document names. Image files are taken as they are: the header of the
 * file counts, not the name of its type.
 */
final class BodyTypes implements MediaTypeRegistration {
  static final List<String> IMAGES = List.of("image/jpeg", "image/png", "image/bmp", "image/tiff");
  static final String PROBLEM = "application/problem+json";
  static final String EVENTS = "text/event-stream";

  /** Of several files. The document's rules are held to {@link ApiForm#description}. */
  static final String FORM = "multipart/form-data";

  /** The last is curl's word for any file. */
  private static final List<String> ANY_FILE =
      List.of("application/octet-stream", "application/x-www-form-urlencoded");

  private static final List<String> ALL =
      Stream.of(IMAGES, ANY_FILE, List.of(PROBLEM, EVENTS, FORM)).flatMap(List::stream).toList();

  /** Returns the types of all bodies. */
  static MediaTypeRegistry registry() {
    return MediaTypeRegistry.createEmpty()
        .register(MediaTypeRegistration.APPLICATION_JSON)
        .register(new BodyTypes());
  }

  @Override
  public ContentAnalyser createContentAnalyser(
      String contentType, Buffer content, ValidationContext context) {
    boolean isJson = contentType.equals(PROBLEM) || ApiForm.isForm(contentType);
    ContentAnalyserFactory factory =
        isJson ? ContentAnalyserFactory.json() : ContentAnalyserFactory.noop();
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
