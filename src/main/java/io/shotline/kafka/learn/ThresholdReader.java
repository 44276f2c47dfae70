package io.shotline.kafka.learn;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.LearntThreshold;
import io.shotline.wire.LearntThresholdCodec;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of {@code thresholds} into the index, on the global thread; also those that were
 * there before, when the store is restored (KAFKA-7663). Others than ours are passed over.
 */
final class ThresholdReader implements Processor<byte[], byte[], Void, Void> {
  static final String STORE = "thresholds";

  private final ThresholdIndex index;
  private @Nullable KeyValueStore<Bytes, byte[]> store;

  ThresholdReader(ThresholdIndex index) {
    this.index = requireNonNull(index, "index");
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    KeyValueStore<Bytes, byte[]> to = requireNonNull(store, "init comes first");
    Bytes key = Bytes.wrap(record.key());
    Optional<LearntThreshold> before = read(to.get(key));
    Optional<LearntThreshold> now = read(record.value());
    if (now.isPresent() || record.value() == null) {
      to.put(key, record.value());
      before.ifPresent(learnt -> index.remove(learnt.key()));
      now.ifPresent(index::put);
    }
  }

  private static Optional<LearntThreshold> read(byte @Nullable [] value) {
    return value == null ? Optional.empty() : LearntThresholdCodec.parse(value).asOptional();
  }
}
