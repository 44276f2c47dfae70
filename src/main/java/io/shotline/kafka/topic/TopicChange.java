package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A setting in which a topic differs from what its role wants.
 *
 * @param obstacle why it must not be changed without a person's word; null if it may
 */
record TopicChange(String setting, String is, String wanted, @Nullable String obstacle) {
  TopicChange {
    requireNonNull(setting, "setting");
    requireNonNull(is, "is");
    requireNonNull(wanted, "wanted");
  }

  /** The difference and its remedy, for a person. */
  String sentence() {
    return setting
        + " is "
        + is
        + ", wanted "
        + wanted
        + (obstacle == null
            ? "; set it with: shotline topics upgrade"
            : "; " + obstacle + "; if you agree, set it with Kafka's kafka-configs.sh");
  }
}
