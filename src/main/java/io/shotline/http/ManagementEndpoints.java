package io.shotline.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the management server answers with. All are called on worker threads and may block.
 *
 * @param metrics from the request's Accept header, null if it has none, to the page of all metrics;
 *     called by one thread at a time
 * @param live the process must be started anew when one fails
 * @param ready no traffic should come while one fails
 * @param score judges single images
 * @param guard decides whose images are judged
 */
public record ManagementEndpoints(
    Function<@Nullable String, Page> metrics,
    List<HealthCheck> live,
    List<HealthCheck> ready,
    ScoreEndpoint score,
    RequestGuard guard) {
  public ManagementEndpoints {
    requireNonNull(metrics, "metrics");
    live = List.copyOf(live);
    ready = List.copyOf(ready);
    requireNonNull(score, "score");
    requireNonNull(guard, "guard");
  }
}
