package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.ahead.LookAhead;
import io.shotline.kafka.ahead.LookAheadConsumer;
import io.shotline.kafka.catalog.CatalogConsumer;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.cluster.GuardedClients;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/** The clients of the scoring, with consumers of their own for images and for the catalog. */
public final class StreamsClients extends GuardedClients {
  private final LookAhead lookAhead;
  private final CatalogFence fence;
  private final int imagesInWork;
  private final long heldBytes;

  /**
   * @param heldBytes how much a stream thread polls ahead at most
   */
  StreamsClients(LookAhead lookAhead, CatalogFence fence, int imagesInWork, long heldBytes) {
    this.lookAhead = requireNonNull(lookAhead, "lookAhead");
    this.fence = requireNonNull(fence, "fence");
    this.imagesInWork = imagesInWork;
    this.heldBytes = heldBytes;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new LookAheadConsumer(config, lookAhead, fence, imagesInWork, heldBytes);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new CatalogConsumer(config, fence);
  }
}
