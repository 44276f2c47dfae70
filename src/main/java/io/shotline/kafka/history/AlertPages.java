package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertPage;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.Handling;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.FeedbackTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.FeedbackRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds alerts in memory, and those that are older than these on their topic. Calls throw {@link
 * ClusterException}. Safe for use by many threads; one at a time reads the topic.
 */
final class AlertPages {
  /** Older alerts of one answer: whether their states are asked for is known only afterwards. */
  private static final int MOST_LOOKED_AT = 2000;

  private final ClusterSettings cluster;
  private final Topics topics;
  private final FollowedAlerts followed;
  private final PlacedAlerts placed;

  AlertPages(ClusterSettings cluster, Topics topics, FollowedAlerts followed, PlacedAlerts placed) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.topics = requireNonNull(topics, "topics");
    this.followed = requireNonNull(followed, "followed");
    this.placed = requireNonNull(placed, "placed");
  }

  AlertPage find(AlertQuery query) {
    // One more than asked for tells whether there is a next page.
    int most = query.limit() + 1;
    AlertTable.Held held = followed.alerts().find(query.end(), most, alert -> asked(query, alert));
    List<AlertEntry> found = new ArrayList<>(held.alerts());
    AlertPosition start = held.start();
    if (found.size() >= most || start == null || !hasOlder(query, start)) {
      return page(found, query.limit(), null);
    }
    AlertPosition end = start.compareTo(query.end()) < 0 ? start : query.end();
    OlderAlerts.Found older = older(query, end, most - found.size());
    found.addAll(older.alerts());
    return page(found, query.limit(), older.next());
  }

  Optional<AlertEntry> get(AlertId id) {
    Optional<AlertEntry> held = followed.alerts().get(id);
    if (held.isPresent()) {
      return held.map(followed::shown);
    }
    return placed.read(id).map(AlertEntries::of).map(alert -> handled(List.of(alert)).get(0));
  }

  private @Nullable AlertEntry asked(AlertQuery query, AlertEntry alert) {
    if (!query.isAbout(alert)) {
      return null;
    }
    AlertEntry shown = followed.shown(alert);
    return query.wants(shown.state()) ? shown : null;
  }

  private static boolean hasOlder(AlertQuery query, AlertPosition start) {
    return query.from() == null || !start.time().isBefore(query.from());
  }

  private synchronized OlderAlerts.Found older(AlertQuery query, AlertPosition end, int most) {
    int lookedAt = query.states().isEmpty() ? most : MOST_LOOKED_AT;
    try (OlderAlerts alerts = new OlderAlerts(cluster, topics, query::isAbout, lookedAt)) {
      OlderAlerts.Found found = alerts.read(query.from(), end);
      List<AlertEntry> wanted =
          handled(found.alerts()).stream().filter(alert -> query.wants(alert.state())).toList();
      return wanted.size() <= most
          ? new OlderAlerts.Found(wanted, found.next())
          : new OlderAlerts.Found(wanted.subList(0, most), wanted.get(most - 1).position());
    }
  }

  /** Returns old alerts with what people said of them. */
  private List<AlertEntry> handled(List<AlertEntry> alerts) {
    Set<String> events =
        alerts.stream().map(AlertEntry::eventId).collect(Collectors.toUnmodifiableSet());
    Map<String, Handling> said = new HashMap<>();
    if (!events.isEmpty()) {
      for (FeedbackRecord record :
          FeedbackTopic.read(
              cluster,
              topics,
              key -> {
                String event = SaidOfAlerts.eventOf(key);
                return event != null && events.contains(event);
              })) {
        String event = SaidOfAlerts.eventOf(record);
        if (event != null) {
          said.merge(
              event,
              SaidOfAlerts.with(Handling.NONE, record),
              (before, unused) -> SaidOfAlerts.with(before, record));
        }
      }
    }
    return alerts.stream()
        .map(alert -> alert.with(said.getOrDefault(alert.eventId(), Handling.NONE)))
        .map(followed::shown)
        .toList();
  }

  private static AlertPage page(List<AlertEntry> found, int limit, @Nullable AlertPosition older) {
    return found.size() > limit
        ? new AlertPage(found.subList(0, limit), found.get(limit - 1).position())
        : new AlertPage(found, older);
  }
}
