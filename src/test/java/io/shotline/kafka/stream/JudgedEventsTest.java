package io.shotline.kafka.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.Subject;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** The window of judged events over a store, which is all that a restart leaves. */
class JudgedEventsTest {
  private static final long PICTURE = 7;

  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("events").get();
  private JudgedEvents events = new JudgedEvents(store, 3);

  @Test
  void shouldKnowTheSameEventsWhenItBeginsAnew() {
    Random random = new Random(7);
    Map<String, Deque<String>> expected = new HashMap<>();
    for (int offset = 0; offset < 5000; offset++) {
      String camera = "camera-" + random.nextInt(4);
      String id = "e" + random.nextInt(12);
      Deque<String> last = expected.computeIfAbsent(camera, name -> new ArrayDeque<>());

      assertThat(isRepeat(camera, id, offset)).as("offset %d", offset).isEqualTo(last.contains(id));

      if (!last.contains(id)) {
        add(camera, id, offset);
        last.add(id);
        if (last.size() > 3) {
          last.remove();
        }
      }
      if (random.nextInt(10) == 0) {
        events = new JudgedEvents(store, 3);
      }
    }
    assertThat(store.approximateNumEntries()).isEqualTo(4 * 3);
  }

  @Test
  void shouldKeepTheNewestWhenTheWindowBecomesSmallerAndAllWhenItBecomesLarger() {
    for (int i = 0; i < 5; i++) {
      add("camera", "e" + i, i);
    }
    events = new JudgedEvents(store, 5);
    add("camera", "e5", 5);
    add("camera", "e6", 6);
    assertThat(known("e2", "e3", "e4", "e5", "e6")).isEqualTo(5);

    events = new JudgedEvents(store, 2);
    add("camera", "e7", 7);
    assertThat(known("e2", "e3", "e4", "e5")).isZero();
    assertThat(known("e6", "e7")).isEqualTo(2);
    assertThat(store.approximateNumEntries()).isEqualTo(2);
  }

  @Test
  void shouldNotTakeARecordThatIsReadAgainForARepeat() {
    for (int i = 0; i < 3; i++) {
      add("camera", "e" + i, i);
    }
    assertThat(isRepeat("camera", "e1", 1)).isFalse();
    assertThat(isRepeat("camera", "e1", 3)).isTrue();

    add("camera", "e1", 1);

    assertThat(isRepeat("camera", "e1", 2)).isTrue();
    assertThat(isRepeat("camera", "e2", 3)).as("it is judged again behind this one").isFalse();
    assertThat(store.approximateNumEntries()).isEqualTo(2);
  }

  @Test
  void shouldLeaveTheStoreAsItIsWhenThereIsNoWindow() {
    add("camera", "e1", 1);
    events = new JudgedEvents(store, 0);

    add("camera", "e2", 2);

    assertThat(isRepeat("camera", "e1", 3)).isFalse();
    assertThat(store.approximateNumEntries()).isEqualTo(1);
  }

  @Test
  void shouldForgetTheOldestEventsOfAPartitionWhereCamerasAreMadeUp() {
    for (int i = 0; i < JudgedEvents.MOST_EVENTS + 2; i++) {
      add("camera-" + i, "e", i);
    }

    int next = JudgedEvents.MOST_EVENTS + 2;
    assertThat(isRepeat("camera-1", "e", next)).isFalse();
    assertThat(isRepeat("camera-2", "e", next)).isTrue();
    assertThat(store.approximateNumEntries()).isEqualTo(JudgedEvents.MOST_EVENTS);
  }

  @Test
  void shouldPassOverEntriesOfAnotherForm() {
    store.put(Bytes.wrap(new byte[3]), new byte[24]);
    store.put(Bytes.wrap(new byte[20]), new byte[3]);
    byte[] slot = new byte[20];
    slot[16] = -1;
    store.put(Bytes.wrap(slot), new byte[24]);

    events = new JudgedEvents(store, 3);
    add("camera", "e1", 1);

    assertThat(isRepeat("camera", "e1", 2)).isTrue();
  }

  @Test
  void shouldKnowEachImageOfAnIdThatWasUsedAgain() {
    add("camera", "e1", 1, 1);
    add("camera", "e1", 2, 2);
    events = new JudgedEvents(store, 3);

    assertThat(isRepeat("camera", "e1", 1, 3)).isTrue();
    assertThat(isRepeat("camera", "e1", 2, 3)).isTrue();
    assertThat(isRepeat("camera", "e1", 3, 3)).isFalse();
    assertThat(other("e1", 3, 3)).contains(2L);
    assertThat(other("e1", 2, 2)).as("the record of 2 is read again").contains(1L);
    assertThat(other("e2", 3, 3)).isEmpty();

    add("camera", "e2", 3);
    add("camera", "e3", 4);

    assertThat(isRepeat("camera", "e1", 1, 5)).as("it has left the window").isFalse();
    assertThat(isRepeat("camera", "e1", 2, 5)).isTrue();
  }

  @Test
  void shouldTakeAnEntryOfAVersionThatKeptNoPictureForARepeatOfAny() {
    add("camera", "e1", 1);
    store.all().forEachRemaining(entry -> store.put(entry.key, Arrays.copyOf(entry.value, 24)));

    events = new JudgedEvents(store, 3);

    assertThat(isRepeat("camera", "e1", 8, 2)).isTrue();
    assertThat(other("e1", 8, 2)).isEmpty();
  }

  private Optional<Long> other(String id, long picture, long offset) {
    return events.other(subject("camera", id), picture, source(offset));
  }

  private int known(String... ids) {
    int count = 0;
    for (String id : ids) {
      count += isRepeat("camera", id, 1000) ? 1 : 0;
    }
    return count;
  }

  private boolean isRepeat(String camera, String id, long offset) {
    return isRepeat(camera, id, PICTURE, offset);
  }

  private boolean isRepeat(String camera, String id, long picture, long offset) {
    return events.isRepeat(subject(camera, id), picture, source(offset));
  }

  private void add(String camera, String id, long offset) {
    add(camera, id, PICTURE, offset);
  }

  private void add(String camera, String id, long picture, long offset) {
    events.add(subject(camera, id), picture, source(offset));
  }

  private static Subject subject(String camera, String id) {
    return new Subject(id, camera, "plate", Instant.EPOCH, Map.of());
  }

  private static SourceRecord source(long offset) {
    return new SourceRecord("images", 3, offset);
  }
}
