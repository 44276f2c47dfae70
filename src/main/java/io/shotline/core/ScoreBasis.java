package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.view.View;
import org.jspecify.annotations.Nullable;

/**
 * What a score depends on besides the image and the model. A score holds as long as its basis is
 * the product's. A threshold or an age limit is no part of it: these only decide what is made of
 * the score.
 *
 * @param revision of the shots
 * @param displayName which the bank's text features are made from
 * @param maxShots how many shots count; null takes the model's limit
 * @param enabled whether there is a score at all
 * @param view what of the image was looked at
 */
record ScoreBasis(
    long revision, String displayName, @Nullable Integer maxShots, boolean enabled, View view) {
  ScoreBasis {
    requireNonNull(displayName, "displayName");
    requireNonNull(view, "view");
  }

  static ScoreBasis of(ProductState product) {
    Product settings = product.settings();
    return new ScoreBasis(
        product.revision(),
        settings.displayName(),
        settings.maxShots(),
        settings.enabled(),
        settings.view());
  }
}
