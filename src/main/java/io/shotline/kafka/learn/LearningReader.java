package io.shotline.kafka.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.Learning;
import io.shotline.wire.ProductCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts what products say of learning into the index, on the global thread. A record that cannot be
 * read changes nothing, as everywhere.
 */
final class LearningReader implements Processor<byte[], byte[], Void, Void> {
  static final String STORE = "products";

  private final LearningIndex index;
  private @Nullable KeyValueStore<Bytes, byte[]> store;

  LearningReader(LearningIndex index) {
    this.index = requireNonNull(index, "index");
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key == null) {
      return;
    }
    KeyValueStore<Bytes, byte[]> to = requireNonNull(store, "init comes first");
    if (record.value() == null) {
      to.delete(Bytes.wrap(key));
      index.put(new String(key, UTF_8), Learning.DEFAULT);
      return;
    }
    ProductCodec.parse(record.value(), key)
        .asOptional()
        .ifPresent(
            known -> {
              to.put(Bytes.wrap(key), record.value());
              index.put(known.product().productId(), known.product().learning());
            });
  }
}
