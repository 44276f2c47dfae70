package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps images that were read on the way to another, up to a number of bytes; the oldest go first.
 * Used by one thread.
 */
final class PassedImages {
  private final Map<Key, EncodedImage> kept = new LinkedHashMap<>();
  private final long mostBytes;
  private long bytes;

  /** The record of an image, and its event, should the topic of images be made anew. */
  private record Key(SourceRecord source, String eventId) {
    Key {
      requireNonNull(source, "source");
      requireNonNull(eventId, "eventId");
    }

    static Key of(ScoredRecord scored) {
      return new Key(scored.source(), scored.image().eventId());
    }
  }

  /**
   * Makes room.
   *
   * @param mostBytes one image may be larger, and is kept until the next comes
   */
  PassedImages(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Keeps the image of a result. */
  void add(ScoredRecord scored, EncodedImage image) {
    take(scored);
    kept.put(Key.of(scored), image);
    bytes += image.length();
    Iterator<EncodedImage> oldest = kept.values().iterator();
    while (bytes > mostBytes && kept.size() > 1) {
      bytes -= oldest.next().length();
      oldest.remove();
    }
  }

  /** Returns the image of the result, and keeps it no longer. */
  Optional<EncodedImage> take(ScoredRecord scored) {
    Optional<EncodedImage> taken = Optional.ofNullable(kept.remove(Key.of(scored)));
    taken.ifPresent(image -> bytes -= image.length());
    return taken;
  }
}
