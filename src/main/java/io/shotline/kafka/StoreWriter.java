package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into a global store as they are, on the global thread. Runs again over all records
 * when the store is restored (KAFKA-7663), hence idempotent and without a judgement of its own.
 */
final class StoreWriter implements Processor<byte[], byte[], Void, Void> {
  /** Told of a change once it can be read. */
  interface Listener {
    /**
     * Called on the global thread, also when the store is restored.
     *
     * @param value null if what was there was removed
     * @param store after the change
     */
    void changed(
        byte[] key,
        byte @Nullable [] value,
        ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store);
  }

  private final String storeName;
  private final Listener listener;
  private @Nullable TimestampedKeyValueStore<Bytes, byte[]> store;

  StoreWriter(String storeName, Listener listener) {
    this.storeName = requireNonNull(storeName, "storeName");
    this.listener = requireNonNull(listener, "listener");
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    // Only a topic that is not compacted lets a record without a key in; no store takes it.
    if (record.key() == null) {
      return;
    }
    TimestampedKeyValueStore<Bytes, byte[]> to = requireNonNull(store, "init comes first");
    to.put(Bytes.wrap(record.key()), ValueAndTimestamp.make(record.value(), record.timestamp()));
    listener.changed(record.key(), record.value(), to);
  }
}
