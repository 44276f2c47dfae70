package io.shotline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Names the subject of a record of the topic {@code feedback}. Ids in keys have {@code %25} for
 * {@code %} and {@code %2F} for {@code /}, so that a key has one reading.
 */
public sealed interface FeedbackKey {
  /** Behind the event id of an answer. */
  String ANSWER = "/answer";

  /** Behind the event id of an acknowledgement. */
  String ACKNOWLEDGED = "/acknowledged";

  /** Before camera and product of a shelf. */
  String SHELF = "shelf/";

  /** The answer to an event. */
  record OfAnswer(String eventId) implements FeedbackKey {
    public OfAnswer {
      requireNonNull(eventId, "eventId");
    }

    @Override
    public String text() {
      return escaped(eventId) + ANSWER;
    }
  }

  /** The acknowledgement of an event. */
  record OfAcknowledgement(String eventId) implements FeedbackKey {
    public OfAcknowledgement {
      requireNonNull(eventId, "eventId");
    }

    @Override
    public String text() {
      return escaped(eventId) + ACKNOWLEDGED;
    }
  }

  /**
   * The shelf of a camera and product.
   *
   * @param cameraId empty: all cameras
   * @param productId empty: all products
   */
  record OfShelf(String cameraId, String productId) implements FeedbackKey {
    public OfShelf {
      requireNonNull(cameraId, "cameraId");
      requireNonNull(productId, "productId");
    }

    @Override
    public String text() {
      return SHELF + escaped(cameraId) + "/" + escaped(productId);
    }
  }

  /** Returns the key as text. */
  String text();

  /** Returns the key in UTF-8. */
  default byte[] bytes() {
    return text().getBytes(UTF_8);
  }

  /**
   * Reads any key. One of before, such as an event id alone, is that of an answer; where an id had
   * slashes of its own, it may be read as another key, and the record's value decides.
   */
  static FeedbackKey of(byte[] key) {
    String text = new String(key, UTF_8);
    int first = text.indexOf('/');
    int last = text.lastIndexOf('/');
    if (text.startsWith(SHELF) && last > first && text.indexOf('/', first + 1) == last) {
      return new OfShelf(plain(text.substring(first + 1, last)), plain(text.substring(last + 1)));
    }
    if (first > 0 && first == last && text.endsWith(ACKNOWLEDGED)) {
      return new OfAcknowledgement(plain(text.substring(0, first)));
    }
    if (text.endsWith(ANSWER)) {
      String event = text.substring(0, last);
      return new OfAnswer(first == last ? plain(event) : event);
    }
    return new OfAnswer(text);
  }

  private static String escaped(String id) {
    return id.replace("%", "%25").replace("/", "%2F");
  }

  private static String plain(String escaped) {
    return escaped.replace("%2F", "/").replace("%25", "%");
  }
}
