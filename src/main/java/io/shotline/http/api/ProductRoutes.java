package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.ProductEntry;
import io.shotline.core.line.Products;
import io.shotline.core.line.StaleRevisionException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}: the settings of products. */
public final class ProductRoutes implements ApiRoutes {
  private final Products products;

  public ProductRoutes(Products products) {
    this.products = requireNonNull(products, "products");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of(
        "listProducts", this::list,
        "getProduct", this::get,
        "createProduct", this::create,
        "changeProduct", this::change,
        "removeProduct", this::remove);
  }

  private ApiResponse list(ApiRequest request) throws ProblemException {
    List<JsonObject> all = products.list().stream().map(ProductJson::of).toList();
    return Cursor.page(request, all, product -> product.getString("product_id"));
  }

  private ApiResponse get(ApiRequest request) throws ProblemException {
    return answer(200, find(request.path("product")));
  }

  private ApiResponse create(ApiRequest request) throws ProblemException {
    JsonObject wanted = request.json();
    String id = wanted.getString("product_id");
    ProductEntry after = changed(id, 0, before -> ProductJson.patched(before, wanted));
    return answer(201, after)
        .header("Location", "/v1/products/" + PathText.of(id))
        .audited(target(id), null, ProductJson.of(after));
  }

  private ApiResponse change(ApiRequest request) throws ProblemException {
    String id = request.path("product");
    JsonObject patch = request.json();
    @Nullable ProductEntry[] seen = new ProductEntry[1];
    ProductEntry after =
        changed(
            id,
            patch.getLong("revision"),
            before -> {
              seen[0] = before;
              return ProductJson.patched(before, patch);
            });
    ProductEntry before = seen[0];
    return answer(200, after)
        .audited(target(id), before == null ? null : ProductJson.of(before), ProductJson.of(after));
  }

  private ApiResponse remove(ApiRequest request) throws ProblemException {
    String id = request.path("product");
    try {
      ProductEntry before =
          products
              .remove(id, request.integer("revision", 0))
              .orElseThrow(() -> ProblemException.notFound("product " + id + " has no settings"));
      return ApiResponse.empty(204).audited(target(id), ProductJson.of(before), null);
    } catch (StaleRevisionException e) {
      throw stale(e);
    }
  }

  private ProductEntry changed(String id, long revision, UnaryOperator<ProductEntry> change)
      throws ProblemException {
    try {
      return products.change(id, revision, change);
    } catch (StaleRevisionException e) {
      throw stale(e);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "INVALID_SETTINGS", String.valueOf(e.getMessage()));
    }
  }

  private ProductEntry find(String id) throws ProblemException {
    return products
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "there is no product " + id + "; GET /v1/products lists them"));
  }

  private static ProblemException stale(StaleRevisionException stale) {
    return new ProblemException(
        409,
        "STALE_REVISION",
        stale.getMessage() + "; decide on the one of now",
        new JsonObject().put("current", ProductJson.of(stale.current())));
  }

  private static ApiResponse answer(int status, ProductEntry product) {
    return ApiResponse.json(status, ProductJson.of(product));
  }

  private static String target(String id) {
    return "products/" + id;
  }
}
