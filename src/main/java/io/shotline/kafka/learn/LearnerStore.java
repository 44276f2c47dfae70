package io.shotline.kafka.learn;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.LearnerMemory;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LineLearner;
import io.shotline.core.threshold.ScoreWindow;
import io.shotline.wire.LearnerCodec;
import io.shotline.wire.LearntThresholdCodec;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The learners of a partition. What they know is in a store whose changes are committed with what
 * they write: an entry for each score, and one for all else. The learners used last are kept as
 * objects. Used by the stream thread of the partition.
 */
final class LearnerStore {
  /** Of the store; the changelog is named after it. */
  static final String STORE = "scores";

  /** So many learners are kept as objects, of about 10 kB each. */
  private static final int MOST_OBJECTS = 500;

  private static final int MEMORY_PLACE = -1;
  private static final int SLOT_BYTES = Integer.BYTES + Long.BYTES + Double.BYTES + 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<LearningKey, LineLearner> learners =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LearningKey, LineLearner> eldest) {
          return size() > MOST_OBJECTS;
        }
      };

  LearnerStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = requireNonNull(store, "store");
  }

  /** Returns the store, on disk and logged. */
  static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray());
  }

  /** Returns the learner of these images, which goes on from what the store has. */
  LineLearner learner(LearningKey key) {
    return learners.computeIfAbsent(key, this::read);
  }

  /** Keeps a score of these images. */
  void keep(LearningKey key, LineLearner learner, ScoreWindow.Slot slot) {
    ByteBuffer value =
        ByteBuffer.allocate(SLOT_BYTES)
            .putInt(learner.memory().generation())
            .putLong(slot.number())
            .putDouble(slot.log())
            .put((byte) (slot.isLearnt() ? 1 : 0));
    store.put(entry(key, slot.place()), value.array());
  }

  /** Keeps all else. */
  void keep(LearningKey key, LineLearner learner) {
    store.put(entry(key, MEMORY_PLACE), LearnerCodec.toBytes(learner.memory()));
  }

  private LineLearner read(LearningKey key) {
    byte[] kept = store.get(entry(key, MEMORY_PLACE));
    LearnerMemory memory =
        kept == null
            ? LearnerMemory.NONE
            : LearnerCodec.parseMemory(kept).asOptional().orElse(LearnerMemory.NONE);
    ScoreWindow window = new ScoreWindow();
    for (int place = 0; place < ScoreWindow.SIZE; place++) {
      byte[] value = store.get(entry(key, place));
      if (value == null) {
        break;
      }
      ByteBuffer slot = ByteBuffer.wrap(value);
      if (value.length == SLOT_BYTES && slot.getInt() == memory.generation()) {
        window.restore(
            new ScoreWindow.Slot(place, slot.getLong(), slot.getDouble(), slot.get() == 1));
      }
    }
    return new LineLearner(key, memory, window);
  }

  private static Bytes entry(LearningKey key, int place) {
    byte[] name = LearntThresholdCodec.key(key);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(place).array());
  }
}
