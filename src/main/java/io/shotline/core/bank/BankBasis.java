package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.view.View;

/**
 * What a product's bank is made from, besides the model.
 *
 * @param productName what the product is called, which the text features are made from
 * @param view that images and shots are looked at with
 * @param revision of the catalog's shots
 * @param maxShots how many shots count at most
 */
public record BankBasis(
    String productId, String productName, View view, long revision, int maxShots) {
  public BankBasis {
    requireNonNull(productId, "productId");
    requireNonNull(productName, "productName");
    requireNonNull(view, "view");
  }

  /** Returns what tells its bank from those of other products and views. */
  Key key() {
    return new Key(productId, view);
  }

  /**
   * A product and one of its views: images in work may have been read before the view changed, so
   * that two are in use at once.
   */
  record Key(String productId, View view) {}
}
