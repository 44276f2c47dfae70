package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.ForeignText;
import io.shotline.failure.OncePerMinute;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.wire.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the records that can be read into a global store, as they are, on the global thread. Leaves
 * out the others, so that the last good record of a key stays in force. Runs again over all records
 * when the store is restored (KAFKA-7663), hence idempotent.
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

  /** Reads a record with a value. */
  interface Parser {
    /**
     * Returns what was read, or why the record does not count.
     *
     * @param replaces whether another record of the key is in force, which would have to go
     */
    Parsed<?> parse(Record<byte[], byte[]> record, boolean replaces);
  }

  private static final int MOST_CHARACTERS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

  private final String storeName;
  private final Parser parser;
  private final Listener listener;
  private final OncePerMinute warnings = new OncePerMinute();
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable TimestampedKeyValueStore<Bytes, byte[]> store;

  /**
   * @param listener told of the key whose record was replaced or removed
   */
  StoreWriter(String storeName, Parser parser, Listener listener) {
    this.storeName = requireNonNull(storeName, "storeName");
    this.parser = requireNonNull(parser, "parser");
    this.listener = requireNonNull(listener, "listener");
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.context = context;
    store = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    // Only a topic that is not compacted lets a record without a key in; no store takes it.
    if (record.key() == null) {
      return;
    }
    TimestampedKeyValueStore<Bytes, byte[]> to = requireNonNull(store, "init comes first");
    Bytes key = Bytes.wrap(record.key());
    if (record.value() != null) {
      ValueAndTimestamp<byte[]> before = to.get(key);
      boolean replaces = before != null && !Arrays.equals(before.value(), record.value());
      if (parser.parse(record, replaces) instanceof Parsed.Invalid<?> invalid) {
        tell(record.key(), invalid, before != null);
        return;
      }
    }
    to.put(key, ValueAndTimestamp.make(record.value(), record.timestamp()));
    listener.changed(record.key(), record.value(), to);
  }

  /** The dead letters have every bad record, so that the log need not. */
  private void tell(byte[] key, Parsed.Invalid<?> invalid, boolean hasGood) {
    ProcessorContext<Void, Void> at = requireNonNull(context, "init comes first");
    if (warnings.isDue()) {
      LOG.warn(
          "record {} of {} cannot be read ({}): {}; others within the minute are not named here",
          SourceRecords.of(at),
          ForeignText.shown(new String(key, StandardCharsets.UTF_8)),
          ForeignText.shown(invalid.rejection().toString(), MOST_CHARACTERS),
          hasGood
              ? "the record of its key before it stays in force"
              : "no good record of its key is known");
    }
  }
}
