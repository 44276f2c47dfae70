package io.shotline.core.product;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.threshold.LearntThresholds;
import java.util.List;
import java.util.Optional;

/** The products known at this moment and their shots. Called by all scoring threads at once. */
public interface Catalog {
  /** The product's settings, or empty if nobody configured it (it may have shots all the same). */
  Optional<Product> product(String productId);

  /** What counts for products whose settings leave it open. */
  default StandardSettings standard() {
    return StandardSettings.DEFAULT;
  }

  /** What was learnt on the line. */
  default LearntThresholds learnt() {
    return LearntThresholds.NONE;
  }

  /** The product's settings; the defaults if nobody configured it. */
  default Product settings(String productId) {
    return product(productId)
        .orElseGet(
            () -> standard().complete(Product.withDefaults(productId).withView(standard().view())));
  }

  /**
   * A number that changes whenever the product's shots do; cheap, asked for every image. Read it
   * before {@link #shots}: shots read afterwards are at least as new.
   */
  long revision(String productId);

  /** All shots of the product, the oldest first. Read only after {@link #revision} changed. */
  List<ListedShot> shots(String productId);

  /** The image of a listed shot, as it is now; empty if the shot was removed meanwhile. */
  Optional<EncodedImage> image(ListedShot shot);
}
