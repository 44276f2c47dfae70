package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.shotline.wire.ProductRecord;
import java.time.Instant;

/**
 * A product's settings on their topic.
 *
 * @param changedAt when they were written, by the broker's clock
 * @param revision rises with each change, 1 or more
 */
public record ListedProduct(ProductRecord record, Instant changedAt, long revision) {
  public ListedProduct {
    requireNonNull(record, "record");
    requireNonNull(changedAt, "changedAt");
  }
}
