package io.shotline.http;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the checks found.
 *
 * @param healthy whether all held that are needed
 * @param json {@code {"status":"up","state":"ready","checks":{"stream":"up"}}}, or "down" where one
 *     does not hold; without state where no check has one
 */
record HealthReport(boolean healthy, String json) {
  private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);

  /** Asks all checks, also those after one that fails. */
  static HealthReport of(List<HealthCheck> checks) {
    JsonObject answers = new JsonObject();
    JsonObject states = new JsonObject();
    boolean healthy = true;
    for (HealthCheck check : checks) {
      boolean holds = holds(check);
      answers.put(check.name(), word(holds));
      healthy &= holds || !check.isNeeded();
      String state = check.state().get();
      if (!state.isEmpty()) {
        states.put("state", state);
      }
    }
    JsonObject report = new JsonObject().put("status", word(healthy)).mergeIn(states);
    return new HealthReport(healthy, report.put("checks", answers).encode());
  }

  private static boolean holds(HealthCheck check) {
    try {
      return check.healthy().getAsBoolean();
    } catch (RuntimeException e) {
      LOG.warn("health check {} failed: {}", check.name(), e.toString());
      return false;
    }
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
