package io.shotline.cli;

import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.Topics;
import java.util.Set;
import java.util.TreeSet;

/** Checks products that a command names against those that have settings or shots. */
final class KnownProducts {
  private KnownProducts() {}

  /**
   * Checks that all of the ids are products.
   *
   * @throws CommandFailedException if one is not; names it and those that there are
   */
  static void require(ClusterSettings cluster, Topics topics, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>();
    try (ProductTopic products = new ProductTopic(cluster, topics);
        ShotTopic shots = new ShotTopic(cluster, topics)) {
      products.list().forEach(product -> known.add(product.productId()));
      if (!known.containsAll(ids)) {
        shots.list().forEach(record -> known.add(record.shot().productId()));
      }
    }
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new CommandFailedException(
            "--product " + id + ": no such product" + KnownNames.text("products", known), null);
      }
    }
  }
}
