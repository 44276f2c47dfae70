package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.view.View;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which view counts for a product: its own, or that of the service. */
class ProductRecordTest {
  private static final Product CAP = Product.withDefaults("cap");

  @Test
  void shouldTakeTheServicesViewWhereTheProductHasNone() {
    byte[] none = ProductCodec.toBytes(new ProductRecord(CAP, false));
    byte[] whole = ProductCodec.toBytes(new ProductRecord(CAP, true));

    assertThat(read(none).settings(View.CENTRE).view()).isEqualTo(View.CENTRE);
    assertThat(read(whole).settings(View.CENTRE).view()).isEqualTo(View.DEFAULT);
  }

  @Test
  void shouldTakeTheServicesViewForAProductThatNobodyConfigured() {
    Catalog catalog =
        new Catalog() {
          @Override
          public Optional<Product> product(String productId) {
            return Optional.empty();
          }

          @Override
          public View standardView() {
            return View.CENTRE;
          }

          @Override
          public long revision(String productId) {
            return 0;
          }

          @Override
          public List<ListedShot> shots(String productId) {
            return List.of();
          }

          @Override
          public Optional<EncodedImage> image(ListedShot shot) {
            return Optional.empty();
          }
        };

    assertThat(ProductState.of(catalog, "cap").settings().view()).isEqualTo(View.CENTRE);
  }

  private static ProductRecord read(byte[] value) {
    return ProductCodec.parse(value, ProductCodec.key("cap")).asOptional().orElseThrow();
  }
}
