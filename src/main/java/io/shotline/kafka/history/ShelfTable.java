package io.shotline.kafka.history;

import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.Shelf;
import io.shotline.wire.FeedbackKey.OfShelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the shelves, as far as their time is not over. Safe for use by many threads. */
final class ShelfTable {
  /** Beyond them the shelf that ends first makes room. */
  private static final int MOST = 1000;

  private static final Comparator<Shelf> FIRST_TO_END =
      Comparator.comparing(Shelf::until)
          .thenComparing(Shelf::cameraId)
          .thenComparing(Shelf::productId);

  private final Map<OfShelf, Shelf> shelves = new HashMap<>();

  /** Takes a shelf in; returns false if it is known. */
  synchronized boolean put(Shelf shelf) {
    Shelf before = shelves.put(key(shelf), shelf);
    if (shelves.size() > MOST) {
      shelves.values().stream().min(FIRST_TO_END).map(ShelfTable::key).ifPresent(shelves::remove);
    }
    return !shelf.equals(before);
  }

  /** Returns a shelf; empty if there is none. */
  synchronized Optional<Shelf> get(OfShelf key, Instant now) {
    return Optional.ofNullable(shelves.get(key)).filter(shelf -> shelf.isActive(now));
  }

  /** Ends a shelf; returns it, empty if there is none. */
  synchronized Optional<Shelf> remove(OfShelf key) {
    return Optional.ofNullable(shelves.remove(key));
  }

  /** Returns the shelves whose time is over, and forgets them. */
  synchronized List<Shelf> takeEnded(Instant now) {
    List<Shelf> ended = new ArrayList<>();
    shelves.values().stream().filter(shelf -> !shelf.isActive(now)).forEach(ended::add);
    ended.forEach(shelf -> shelves.remove(key(shelf)));
    ended.sort(FIRST_TO_END);
    return ended;
  }

  /** Returns the shelves that hold, the one that ends first at the beginning. */
  synchronized List<Shelf> active(Instant now) {
    return shelves.values().stream()
        .filter(shelf -> shelf.isActive(now))
        .sorted(FIRST_TO_END)
        .toList();
  }

  /** Returns an alert with the shelf that sets it aside now; of several the last to end. */
  synchronized AlertEntry shown(AlertEntry alert, Instant now) {
    String camera = alert.result().cameraId();
    String product = alert.result().productId();
    @Nullable Shelf longest = null;
    for (OfShelf key :
        List.of(new OfShelf(camera, product), new OfShelf(camera, ""), new OfShelf("", product))) {
      Shelf shelf = shelves.get(key);
      if (shelf != null
          && shelf.isActive(now)
          && (longest == null || shelf.until().isAfter(longest.until()))) {
        longest = shelf;
      }
    }
    return longest == null ? alert : alert.with(alert.handling().with(longest));
  }

  private static OfShelf key(Shelf shelf) {
    return new OfShelf(shelf.cameraId(), shelf.productId());
  }
}
