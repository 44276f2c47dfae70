package io.shotline.kafka.topic;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The names of the topics.
 *
 * @param prefix stands before each name, so that several lines share a cluster; may be empty
 */
public record Topics(String prefix) {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

  public Topics {
    requireNonNull(prefix, "prefix");
    if (!LEGAL.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "the topic prefix may have up to 200 of the characters a-z A-Z 0-9 . _ - , not "
              + prefix);
    }
  }

  public String name(TopicRole role) {
    return prefix + role.suffix();
  }

  public String images() {
    return name(TopicRole.IMAGES);
  }

  public String prompts() {
    return name(TopicRole.PROMPTS);
  }

  public String products() {
    return name(TopicRole.PRODUCTS);
  }

  public String scores() {
    return name(TopicRole.SCORES);
  }

  public String anomalies() {
    return name(TopicRole.ANOMALIES);
  }

  public String evidence() {
    return name(TopicRole.EVIDENCE);
  }

  public String deadLetters() {
    return name(TopicRole.DEAD_LETTERS);
  }

  public String thresholds() {
    return name(TopicRole.THRESHOLDS);
  }

  public String feedback() {
    return name(TopicRole.FEEDBACK);
  }

  public String audit() {
    return name(TopicRole.AUDIT);
  }

  /** The transactional id that all writers of the settings of products share. */
  public String productsTransactionalId() {
    return prefix + "shotline-products";
  }
}
