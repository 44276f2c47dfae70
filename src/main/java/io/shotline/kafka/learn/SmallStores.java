package io.shotline.kafka.learn;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Keeps the stores of a learner small in memory: it writes a few bytes for each image and hardly
 * ever reads. By itself RocksDB would take up to 48 MB for each of its partitions.
 */
public final class SmallStores implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER_BYTES = 1 << 20;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // Nothing was opened.
  }
}
