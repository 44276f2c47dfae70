package io.shotline.core.line;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of alerts, the newest first.
 *
 * @param alerts fewer than were asked for, even none, where many were passed over on the way
 * @param next the older ones are behind it; null: there are none
 */
public record AlertPage(List<AlertEntry> alerts, @Nullable AlertPosition next) {
  public AlertPage {
    alerts = List.copyOf(alerts);
  }
}
