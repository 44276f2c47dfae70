package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.ProductStatistics;
import io.shotline.core.line.Products;
import io.shotline.core.line.Statistics;
import io.shotline.core.result.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products/{product}/statistics}: verdicts and scores of the last hours. */
public final class StatisticsRoutes implements ApiRoutes {
  private final Statistics statistics;
  private final Products products;
  private final BooleanSupplier isComplete;

  /**
   * Makes the routes.
   *
   * @param products that there are, with results or without
   * @param isComplete whether all results of the last hours were counted
   */
  public StatisticsRoutes(Statistics statistics, Products products, BooleanSupplier isComplete) {
    this.statistics = requireNonNull(statistics, "statistics");
    this.products = requireNonNull(products, "products");
    this.isComplete = requireNonNull(isComplete, "isComplete");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("getStatistics", this::get);
  }

  private ApiResponse get(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    Duration last = hours(request, statistics.window());
    @Nullable Double threshold = request.number("threshold").orElse(null);
    Optional<ProductStatistics> counts = statistics.of(product, last);
    if (counts.isEmpty() && products.find(product).isEmpty()) {
      throw ProblemException.notFound(
          "there is no product " + product + "; GET /v1/products lists them");
    }
    JsonObject json =
        counts.map(each -> LineJson.of(each, threshold)).orElseGet(() -> none(product));
    return ApiResponse.json(200, json.put("complete", isComplete.getAsBoolean()));
  }

  /** Returns the hours that a request asks for, no more than are kept. */
  static Duration hours(ApiRequest request, Duration window) {
    int asked = request.integer("hours", 0);
    Duration hours = Duration.ofHours(asked);
    return asked == 0 || hours.compareTo(window) > 0 ? window : hours;
  }

  private static JsonObject none(String product) {
    JsonObject verdicts = new JsonObject();
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(LineJson.word(verdict), 0);
    }
    return new JsonObject()
        .put("product_id", product)
        .put("verdicts", verdicts)
        .put("scored", 0)
        .put("bins", new JsonArray());
  }
}
