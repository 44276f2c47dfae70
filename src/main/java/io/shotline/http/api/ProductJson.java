package io.shotline.http.api;

import io.shotline.core.line.ProductEntry;
import io.shotline.wire.FieldNames;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ProductRecord;
import io.shotline.wire.ResultJson;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** A product as JSON: the message Product under the wire's names, and what the topic adds. */
final class ProductJson {
  private static final String REVISION = "revision";
  private static final String CHANGED_AT = "changed_at";
  private static final String ID = "product_id";

  private static final Set<String> KNOWN = FieldNames.ofProduct();

  private ProductJson() {}

  /** Returns the product; what is the default of model or service is absent. */
  static JsonObject of(ProductEntry product) {
    JsonObject json =
        new JsonObject(ResultJson.of(new ProductRecord(product.settings(), product.hasView())));
    json.put(REVISION, product.revision());
    Instant changedAt = product.changedAt();
    return changedAt == null ? json : json.put(CHANGED_AT, changedAt.toString());
  }

  /**
   * Returns the product with the fields of a patch (RFC 7396): a field that is null goes back to
   * its default, one that is absent stays.
   *
   * @throws IllegalArgumentException if a field is none or its value cannot be
   */
  static ProductEntry patched(ProductEntry before, JsonObject patch) {
    JsonObject json =
        new JsonObject(ResultJson.of(new ProductRecord(before.settings(), before.hasView())));
    JsonObject fields = patch.copy();
    fields.remove(REVISION);
    fields.remove(ID);
    requireKnown("", fields);
    merge(json, fields);
    ProductRecord after = ProductCodec.ofJson(before.id(), json.encode());
    return new ProductEntry(
        after.product(), after.hasView(), before.changedAt(), before.revision());
  }

  private static void requireKnown(String prefix, JsonObject fields) {
    for (String name : fields.fieldNames()) {
      if (!KNOWN.contains(prefix + name)) {
        throw new IllegalArgumentException(
            prefix
                + name
                + " is no field that a product can be given; ProductSettings in /openapi.json"
                + " lists them, and the message View those of view");
      }
      if (fields.getValue(name) instanceof JsonObject inner) {
        requireKnown(prefix + name + ".", inner);
      }
    }
  }

  private static void merge(JsonObject into, JsonObject patch) {
    for (String name : patch.fieldNames()) {
      Object value = patch.getValue(name);
      if (value == null) {
        into.remove(name);
      } else if (value instanceof JsonObject inner
          && into.getValue(name) instanceof JsonObject there) {
        merge(there, inner);
      } else {
        into.put(name, value);
      }
    }
  }
}
