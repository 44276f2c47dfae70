package io.shotline.cli.catalog;

import io.shotline.cli.process.CommandFailedException;
import io.shotline.core.product.Product;
import io.shotline.failure.KnownNames;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers a product that does not exist with those that do. */
public final class KnownProducts {
  private KnownProducts() {}

  /**
   * Checks that all of the ids are products.
   *
   * @throws CommandFailedException if one is not; names it and those that there are
   */
  public static void require(ClusterSettings cluster, Topics topics, Set<String> ids) {
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

  /** Returns the failure of a command that asks for the settings of a product without any. */
  static CommandFailedException withoutSettings(String id, List<Product> all) {
    List<String> known = all.stream().map(Product::productId).toList();
    return new CommandFailedException(
        "--product "
            + id
            + ": no product of this id has settings"
            + KnownNames.text("products with settings", known),
        null);
  }

  /** Returns the failure of a command that asks for the shots of a product without any. */
  static CommandFailedException withoutShots(String id, ShotTopic shots) {
    Set<String> known = new TreeSet<>();
    shots.list().forEach(record -> known.add(record.shot().productId()));
    return new CommandFailedException(
        "--product "
            + id
            + ": no product of this id has shots"
            + KnownNames.text("products with shots", known),
        null);
  }
}
