package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.product.Product;
import io.shotline.core.product.ProductState;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which view and threshold count for a product: its own, or those of the service. */
class ProductRecordTest {
  private static final Product CAP = Product.withDefaults("cap");
  private static final StandardSettings CENTRE =
      new StandardSettings(View.CENTRE, new ThresholdRule(0.07, Sensitivity.LOW));

  @Test
  void shouldTakeTheServicesViewWhereTheProductHasNone() {
    byte[] none = ProductCodec.toBytes(new ProductRecord(CAP, false));
    byte[] whole = ProductCodec.toBytes(new ProductRecord(CAP, true));

    assertThat(read(none).settings(CENTRE).view()).isEqualTo(View.CENTRE);
    assertThat(read(whole).settings(CENTRE).view()).isEqualTo(View.DEFAULT);
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
          public StandardSettings standard() {
            return CENTRE;
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

    Product settings = ProductState.of(catalog, "cap").settings();
    assertThat(settings.view()).isEqualTo(View.CENTRE);
    assertThat(settings.thresholdRule()).isEqualTo(CENTRE.threshold());
  }

  @Test
  void shouldTakeTheServicesThresholdAndSensitivityEachWhereTheProductHasNone() {
    ThresholdRule own = new ThresholdRule(null, Sensitivity.HIGH);
    byte[] automatic = ProductCodec.toBytes(new ProductRecord(CAP.withThresholdRule(own), false));

    assertThat(read(automatic).product().thresholdRule()).isEqualTo(own);
    assertThat(read(automatic).settings(CENTRE).thresholdRule())
        .isEqualTo(new ThresholdRule(0.07, Sensitivity.HIGH));
  }

  private static ProductRecord read(byte[] value) {
    return ProductCodec.parse(value, ProductCodec.key("cap")).asOptional().orElseThrow();
  }
}
