package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Statistics;
import io.shotline.core.result.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products/{product}/statistics}: verdicts and scores of the last hours. */
public final class StatisticsRoutes implements ApiRoutes {
  private final Statistics statistics;
  private final BooleanSupplier isComplete;

  /**
   * Makes the routes.
   *
   * @param isComplete whether all results of the last hours were counted
   */
  public StatisticsRoutes(Statistics statistics, BooleanSupplier isComplete) {
    this.statistics = requireNonNull(statistics, "statistics");
    this.isComplete = requireNonNull(isComplete, "isComplete");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("getStatistics", this::get);
  }

  private ApiResponse get(ApiRequest request) {
    String product = request.path("product");
    Duration last = hours(request, statistics.window());
    @Nullable Double threshold = request.number("threshold").orElse(null);
    JsonObject json =
        statistics
            .of(product, last)
            .map(counts -> LineJson.of(counts, threshold))
            .orElseGet(() -> none(product));
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
