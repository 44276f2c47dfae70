package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.ProductEntry;
import io.shotline.core.line.Products;
import io.shotline.core.line.StaleRevisionException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}: the settings of products. */
public final class ProductRoutes implements ApiRoutes {
  private static final String REVISION = "revision";
  private static final String ID = "product_id";

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
    return Cursor.page(request, "products", all, product -> product.getString("product_id"));
  }

  private ApiResponse get(ApiRequest request) throws ProblemException {
    return answer(200, find(request.path("product")));
  }

  private ApiResponse create(ApiRequest request) throws ProblemException {
    JsonObject wanted = request.json();
    String id = NewId.require(ID, wanted.getString(ID));
    ProductEntry after = created(id, wanted);
    return answer(201, after)
        .header("Location", "/v1/products/" + PathText.of(id))
        .audited(target(id), null, ProductJson.of(after));
  }

  private ApiResponse change(ApiRequest request) throws ProblemException {
    String id = request.path("product");
    JsonObject patch = request.json();
    requireFits(id, patch);
    @Nullable ProductEntry[] seen = new ProductEntry[1];
    ProductEntry after;
    try {
      after =
          changed(
              id,
              patch.getLong(REVISION),
              before -> {
                seen[0] = before;
                return ProductJson.patched(before, patch);
              });
    } catch (StaleRevisionException e) {
      throw stale(e);
    }
    ProductEntry before = seen[0];
    if (before != null && after.revision() == before.revision()) {
      return answer(200, after);
    }
    return answer(200, after)
        .audited(target(id), before == null ? null : ProductJson.of(before), ProductJson.of(after));
  }

  /** The id of a product never changes, and a change of none at all creates it. */
  private static void requireFits(String id, JsonObject patch) throws ProblemException {
    if (patch.containsKey(ID) && !id.equals(patch.getValue(ID))) {
      throw ProblemException.badRequest(
          "product_id is "
              + Json.encode(patch.getValue(ID))
              + ", but the path names product "
              + id
              + "; an id cannot be changed: leave product_id out");
    }
    if (patch.getLong(REVISION) == 0) {
      NewId.require("product", id);
    }
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

  private ProductEntry created(String id, JsonObject wanted) throws ProblemException {
    try {
      return changed(id, 0, before -> ProductJson.patched(before, wanted));
    } catch (StaleRevisionException e) {
      throw new ProblemException(
          409,
          "EXISTS",
          "product "
              + id
              + " exists already; PATCH /v1/products/"
              + PathText.of(id)
              + " changes it, with revision "
              + e.current().revision(),
          new JsonObject().put("current", ProductJson.of(e.current())));
    }
  }

  private ProductEntry changed(String id, long revision, UnaryOperator<ProductEntry> change)
      throws ProblemException {
    try {
      return products.change(id, revision, change);
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
