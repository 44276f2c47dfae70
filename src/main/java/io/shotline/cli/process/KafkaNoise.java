package io.shotline.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Thins out what Kafka logs: nothing that is always so, and the same warning once a minute. A
 * client whose broker is away would otherwise write several lines a second. Named by {@code
 * logback.xml}.
 */
public final class KafkaNoise extends Filter<ILoggingEvent> {
  private static final long MINUTE_MILLIS = 60_000;

  /** Kafka has some hundred; more would be messages with names in them. */
  private static final int MOST_WARNINGS = 1000;

  /** The client that a message is of stands in front of it. */
  private static final Pattern CLIENT = Pattern.compile("^(\\[[^]]*] ?)+");

  /**
   * Kafka's controller closes its client twice at each stop; a broker's topics come once, and
   * Streams makes its own after it has asked for them.
   */
  private static final List<String> ALWAYS_SO =
      List.of(
          "Attempting to close NetworkClient that has already been closed",
          "TOPIC_ALREADY_EXISTS",
          "CONCURRENT_TRANSACTIONS",
          "-repartition=UNKNOWN_TOPIC_OR_PARTITION",
          "retrying (2147483646 attempts left). Error: OUT_OF_ORDER_SEQUENCE_NUMBER");

  /** Streams asks for the end of a topic that it has just made, and asks again by itself. */
  private static final Pattern JUST_MADE =
      Pattern.compile("unknown topic error for topic .*-(changelog|repartition)$");

  /**
   * The second of two batches that are on their way comes before the first of a transaction, which
   * had to wait for the markers of the one before. The producer sends both again.
   */
  private static final String BEFORE_THE_FIRST =
      "for transactions v2 idempotent producer with no existing state";

  private final CopiesMadeAnew copies = new CopiesMadeAnew();
  private final Map<String, Long> lastMillis = new HashMap<>();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName();
    if (!logger.startsWith("org.apache.kafka.") && !logger.startsWith("kafka.")) {
      return FilterReply.NEUTRAL;
    }
    if (copies.tellsOf(event)) {
      return FilterReply.DENY;
    }
    String message = event.getFormattedMessage();
    if (event.getLevel() != Level.WARN) {
      // Errors come once, and each may be the one that matters, but for these.
      return JUST_MADE.matcher(message).find() || reason(event).contains(BEFORE_THE_FIRST)
          ? FilterReply.DENY
          : FilterReply.NEUTRAL;
    }
    return ALWAYS_SO.stream().anyMatch(message::contains) || !isNew(event)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static String reason(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null || thrown.getMessage() == null ? "" : thrown.getMessage();
  }

  private synchronized boolean isNew(ILoggingEvent event) {
    String warning = event.getLoggerName() + CLIENT.matcher(event.getMessage()).replaceFirst(" ");
    long now = event.getTimeStamp();
    Long last = lastMillis.get(warning);
    if (last != null && now - last < MINUTE_MILLIS) {
      return false;
    }
    if (lastMillis.size() >= MOST_WARNINGS) {
      lastMillis.clear();
    }
    lastMillis.put(warning, now);
    return true;
  }
}
