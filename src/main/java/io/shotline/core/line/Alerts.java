package io.shotline.core.line;

import io.shotline.core.result.Feedback;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The alerts of the line, and how people deal with them. What a person says is kept with the line
 * before a call returns. Calls may block and throw {@link LineUnavailableException}. Safe for use
 * by many threads.
 */
public interface Alerts {
  /** Returns a page of alerts, the newest first. */
  AlertPage find(AlertQuery query);

  /** Returns an alert; empty if there is none of this name, or its time is over. */
  Optional<AlertEntry> get(AlertId id);

  /** Returns the image of an alert. */
  AlertImage image(AlertId id);

  /**
   * Notes that a person has seen an alert. It changes nothing where an acknowledgement with this
   * note stands.
   *
   * @param by the person
   * @param note empty: none
   * @return empty if there is no such alert
   */
  Optional<AlertUpdate> acknowledge(AlertId id, String by, String note);

  /**
   * Notes what an alert turned out to be; it replaces what was said before. It changes nothing
   * where this answer stands.
   *
   * @param by the person
   * @param note empty: none
   * @return empty if there is no such alert
   */
  Optional<AlertUpdate> answer(AlertId id, Feedback.Verdict verdict, String by, String note);

  /** Returns the shelves that hold now, the one that ends first at the beginning. */
  List<Shelf> shelves();

  /**
   * Sets the alerts of a camera, a product, or of a product at a camera aside until a time; it
   * replaces the shelf of the same camera and product.
   *
   * @param cameraId empty: all cameras
   * @param productId empty: all products
   * @throws IllegalArgumentException if both are empty, or the time is not ahead, or is more than
   *     30 days ahead
   */
  ShelfUpdate shelve(String cameraId, String productId, Instant until, String by, String note);

  /**
   * Ends a shelf.
   *
   * @return what it was; empty if there was none
   */
  Optional<Shelf> unshelve(String cameraId, String productId);

  /** Returns whether all alerts that there were at the start are known. */
  boolean isComplete();

  /**
   * Adds a listener, which is told of changes in their order from now on. It must return soon.
   * Several threads may call it, one at a time.
   */
  void onChange(Consumer<AlertChange> listener);
}
