package io.shotline.kafka.learn;

import io.shotline.core.threshold.Learning;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What people say of learning, by product. Filled by one thread, read by the learners. */
final class LearningIndex {
  private final ConcurrentMap<String, Learning> byProduct = new ConcurrentHashMap<>();

  /** Returns what counts for a product. */
  Learning of(String productId) {
    return byProduct.getOrDefault(productId, Learning.DEFAULT);
  }

  void put(String productId, Learning learning) {
    if (learning.equals(Learning.DEFAULT)) {
      byProduct.remove(productId);
    } else {
      byProduct.put(productId, learning);
    }
  }
}
