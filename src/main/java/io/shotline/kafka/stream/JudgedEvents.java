package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Subject;
import io.shotline.wire.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The last judged events of each camera of a partition, by which a repeat is known. They are in a
 * store whose changes are committed with the results, so they survive what the results do. What is
 * kept here besides is made of the store whenever the partition begins. Used by its stream thread.
 */
final class JudgedEvents {
  /** Of the store; the changelog is named after it. */
  static final String STORE = "judged-events";

  /** Of a partition: senders that make up cameras must not fill the memory. */
  static final int MOST_EVENTS = 100_000;

  /** Small ones, since only those that are full are compacted, and a start reads all of them. */
  private static final String SEGMENT_BYTES = Integer.toString(16 << 20);

  private record Key(TextHash camera, TextHash event) {}

  /** The events of one camera, by offset, and the slots that they take. */
  private record Ring(Deque<JudgedEvent> events, BitSet slots) {}

  private final KeyValueStore<Bytes, byte[]> store;
  private final int window;

  /** By offset; more than one where an id was used again for another image. */
  private final Map<Key, List<JudgedEvent>> byKey = new HashMap<>();

  private final TreeMap<Long, JudgedEvent> byOffset = new TreeMap<>();
  private final Map<TextHash, Ring> rings = new HashMap<>();

  /**
   * Reads the store.
   *
   * @param window how many events of a camera are kept; 0: the store stays as it is
   */
  JudgedEvents(KeyValueStore<Bytes, byte[]> store, int window) {
    this.store = requireNonNull(store, "store");
    this.window = window;
    List<JudgedEvent> all = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      entries.forEachRemaining(
          entry -> JudgedEvent.read(entry.key, entry.value).ifPresent(all::add));
    }
    all.sort(Comparator.comparingLong(JudgedEvent::offset));
    all.forEach(this::add);
  }

  /** Returns the store, in memory and logged. */
  static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of("segment.bytes", SEGMENT_BYTES));
  }

  /**
   * Returns whether the event was judged before, by this file. A record that is read again is no
   * repeat.
   *
   * @param picture tells the file from others
   * @param source where the event is read now
   */
  boolean isRepeat(Subject subject, long picture, SourceRecord source) {
    return before(subject, source).anyMatch(known -> known.isOf(picture));
  }

  /** Returns the offset of the last judged image that had the same id and was another file. */
  Optional<Long> other(Subject subject, long picture, SourceRecord source) {
    return before(subject, source)
        .filter(known -> !known.isOf(picture))
        .map(JudgedEvent::offset)
        .reduce((first, second) -> second);
  }

  private Stream<JudgedEvent> before(Subject subject, SourceRecord source) {
    return window == 0
        ? Stream.empty()
        : byKey.getOrDefault(key(subject), List.of()).stream()
            .filter(known -> known.offset() < source.offset());
  }

  /** Keeps the event in place of the camera's oldest one. One without an id has no repeats. */
  void add(Subject subject, long picture, SourceRecord source) {
    if (window == 0 || subject.eventId().equals(source.toString())) {
      return;
    }
    List<JudgedEvent> gone = new ArrayList<>();
    // Images are read from before, or of another topic: what comes behind is not judged yet.
    while (!byOffset.isEmpty() && byOffset.lastKey() >= source.offset()) {
      gone.add(remove(byOffset.lastEntry().getValue()));
    }
    Key key = key(subject);
    while (ring(key.camera()).events().size() >= window) {
      gone.add(remove(ring(key.camera()).events().getFirst()));
    }
    while (byOffset.size() >= MOST_EVENTS) {
      gone.add(remove(byOffset.firstEntry().getValue()));
    }
    int slot = ring(key.camera()).slots().nextClearBit(0);
    JudgedEvent event = new JudgedEvent(key.camera(), slot, key.event(), source.offset(), picture);
    add(event);
    gone.stream()
        .map(JudgedEvent::key)
        .filter(other -> !other.equals(event.key()))
        .forEach(store::delete);
    store.put(event.key(), event.value());
  }

  private static Key key(Subject subject) {
    return new Key(TextHash.of(subject.cameraId()), TextHash.of(subject.eventId()));
  }

  private Ring ring(TextHash camera) {
    return rings.computeIfAbsent(camera, id -> new Ring(new ArrayDeque<>(), new BitSet()));
  }

  private void add(JudgedEvent event) {
    Ring ring = ring(event.camera());
    ring.events().add(event);
    ring.slots().set(event.slot());
    byKey.merge(
        new Key(event.camera(), event.event()),
        List.of(event),
        (known, added) -> Stream.of(known, added).flatMap(List::stream).toList());
    byOffset.put(event.offset(), event);
  }

  private JudgedEvent remove(JudgedEvent event) {
    Ring ring = ring(event.camera());
    ring.events().remove(event);
    ring.slots().clear(event.slot());
    if (ring.events().isEmpty()) {
      rings.remove(event.camera());
    }
    byKey.computeIfPresent(
        new Key(event.camera(), event.event()), (key, known) -> without(event, known));
    byOffset.remove(event.offset());
    return event;
  }

  private static @Nullable List<JudgedEvent> without(JudgedEvent gone, List<JudgedEvent> known) {
    return known.size() == 1
        ? null
        : known.stream().filter(event -> event.offset() != gone.offset()).toList();
  }
}
