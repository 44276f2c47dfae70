package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Compares a topic's settings with those of its role, so that no record is lost for them. */
final class TopicDifferences {
  /** Of these, more keeps or takes more: who chose more keeps it. */
  private static final Set<String> AT_LEAST =
      Set.of(
          TopicConfig.RETENTION_MS_CONFIG,
          TopicConfig.RETENTION_BYTES_CONFIG,
          TopicConfig.DELETE_RETENTION_MS_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

  private TopicDifferences() {}

  /** What differs, by the settings' names. */
  static List<TopicChange> changes(TopicRole role, Config config) {
    List<TopicChange> changes = new ArrayList<>();
    for (Map.Entry<String, String> wanted : new TreeMap<>(role.config()).entrySet()) {
      String setting = wanted.getKey();
      String is = value(config, setting);
      if (!suffices(setting, is, wanted.getValue())) {
        changes.add(new TopicChange(setting, is, wanted.getValue(), obstacle(role, setting, is)));
      }
    }
    return changes;
  }

  static String value(Config config, String setting) {
    return requireNonNull(config.get(setting), setting).value();
  }

  private static boolean suffices(String setting, String is, String wanted) {
    return is.equals(wanted) || (AT_LEAST.contains(setting) && atLeast(is) >= atLeast(wanted));
  }

  /** A negative retention is one without end. */
  private static long atLeast(String value) {
    long number = Long.parseLong(value);
    return number < 0 ? Long.MAX_VALUE : number;
  }

  private static @Nullable String obstacle(TopicRole role, String setting, String is) {
    boolean wouldDelete =
        setting.equals(TopicConfig.CLEANUP_POLICY_CONFIG)
            && role.cleanupPolicy().contains(TopicConfig.CLEANUP_POLICY_DELETE)
            && !is.contains(TopicConfig.CLEANUP_POLICY_DELETE);
    Duration kept = role.retention().orElse(Duration.ZERO);
    return wouldDelete ? "records older than " + kept.toHours() + " h would be deleted" : null;
  }
}
