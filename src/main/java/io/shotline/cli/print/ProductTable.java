package io.shotline.cli.print;

import io.shotline.core.product.Product;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.kafka.topic.ListedProduct;
import io.shotline.wire.ProductRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the settings of products, a row each. */
public final class ProductTable {
  private static final String DEFAULT = "-";

  private ProductTable() {}

  /** Returns the table. */
  public static Table of(List<ListedProduct> products) {
    Table table =
        new Table()
            .left("product")
            .left("name")
            .right("threshold")
            .right("max shots")
            .right("max age")
            .left("enabled")
            .left("evidence")
            .left("view")
            .left("last change");
    for (ListedProduct listed : products) {
      ProductRecord record = listed.record();
      Product product = record.product();
      table.row(
          product.productId(),
          product.displayName(),
          threshold(product),
          text(product.maxShots()),
          age(product.maxAge()),
          product.enabled() ? "yes" : "no",
          evidence(product.evidence()),
          record.hasView() ? ViewWords.of(product.view()) : DEFAULT,
          WallTime.of(listed.changedAt()));
    }
    return table;
  }

  private static String threshold(Product product) {
    Sensitivity sensitivity = product.sensitivity();
    if (product.threshold() != null || (sensitivity == null && !product.learning().isFrozen())) {
      return text(product.threshold());
    }
    String frozen = product.learning().isFrozen() ? ", frozen" : "";
    return "auto"
        + (sensitivity == null ? "" : ", " + sensitivity.name().toLowerCase(Locale.ROOT))
        + frozen;
  }

  private static String text(@Nullable Object value) {
    return value == null ? DEFAULT : value.toString();
  }

  private static String evidence(@Nullable Boolean kept) {
    if (kept == null) {
      return DEFAULT;
    }
    return kept ? "on" : "off";
  }

  private static String age(@Nullable Duration age) {
    if (age == null) {
      return DEFAULT;
    }
    return age.toMillis() % 1000 == 0 ? age.toSeconds() + "s" : age.toMillis() + "ms";
  }
}
