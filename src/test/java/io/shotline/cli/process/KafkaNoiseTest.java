package io.shotline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KafkaNoiseTest {
  private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";

  private static final String EARLY =
      "Expected sequence 0 for transactions v2 idempotent producer %s existing state.";

  private final KafkaNoise noise = new KafkaNoise();
  private long millis = 1_764_000_000_000L;

  @Test
  void shouldPassAWarningOnceAMinuteWhicheverClientAndBrokerItIsOf() {
    assertThat(passes(CLIENT, Level.WARN, "[Producer clientId=a] Connection to node {} lost", 1))
        .isTrue();
    assertThat(passes(CLIENT, Level.WARN, "[Consumer clientId=b] Connection to node {} lost", 2))
        .isFalse();
    assertThat(passes(CLIENT, Level.WARN, "[Producer clientId=a] Bootstrap broker {} lost", 1))
        .isTrue();
    millis += 60_000;
    assertThat(passes(CLIENT, Level.WARN, "[Producer clientId=a] Connection to node {} lost", 1))
        .isTrue();
  }

  @Test
  void shouldPassEveryErrorAndAllThatIsOurs() {
    for (int i = 0; i < 2; i++) {
      assertThat(passes(CLIENT, Level.ERROR, "the disk is full", 0)).isTrue();
      assertThat(passes("io.shotline.kafka.Shot", Level.WARN, "shot {} is ignored", i)).isTrue();
      assertThat(passes("io.shotline.Any", Level.WARN, "CONCURRENT_TRANSACTIONS", i)).isTrue();
    }
  }

  @Test
  void shouldDropWhatKafkaWarnsOfAtEachStop() {
    assertThat(
            passes(
                CLIENT,
                Level.WARN,
                "[id=1] Attempting to close NetworkClient that has already been closed.",
                0))
        .isFalse();
  }

  @Test
  void shouldDropWhatKafkaWarnsOfBeforeItMakesItsOwnTopics() {
    String message = "[Consumer clientId=a] metadata: {shotline-learner-heard-repartition=%s}";
    assertThat(passes(CLIENT, Level.WARN, message.formatted("UNKNOWN_TOPIC_OR_PARTITION"), 0))
        .isFalse();
    assertThat(passes(CLIENT, Level.WARN, "metadata: {images=UNKNOWN_TOPIC_OR_PARTITION}", 0))
        .isTrue();
  }

  @Test
  void shouldDropTheErrorOfATopicThatStreamsHasJustMade() {
    String logger = "org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy";
    String message = "[AdminClient clientId=a] Received unknown topic error for topic {}";
    assertThat(passes(logger, Level.ERROR, message, "shotline-learner-scores-changelog")).isFalse();
    assertThat(passes(logger, Level.ERROR, message, "images")).isTrue();
  }

  @Test
  void shouldDropTheErrorOfABatchThatComesBeforeTheFirstOfItsTransaction() {
    LoggingEvent first = event("kafka.server.ReplicaManager", Level.ERROR, "append to {}", "a-7");
    first.setThrowableProxy(new ThrowableProxy(new IOException(EARLY.formatted("with no"))));
    LoggingEvent later = event("kafka.server.ReplicaManager", Level.ERROR, "append to {}", "a-7");
    later.setThrowableProxy(new ThrowableProxy(new IOException(EARLY.formatted("with an"))));

    assertThat(noise.decide(first)).isEqualTo(FilterReply.DENY);
    assertThat(noise.decide(later)).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void shouldDropTheWarningOfItsFirstRepetitionAlone() {
    String logger = "org.apache.kafka.clients.producer.internals.Sender";
    String message = "retrying ({} attempts left). Error: OUT_OF_ORDER_SEQUENCE_NUMBER";
    assertThat(passes(logger, Level.WARN, message, "2147483646")).isFalse();
    assertThat(passes(logger, Level.WARN, message, "2147483645")).isTrue();
  }

  private boolean passes(String logger, Level level, String message, Object argument) {
    return noise.decide(event(logger, level, message, argument)) != FilterReply.DENY;
  }

  private LoggingEvent event(String logger, Level level, String message, Object argument) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName(logger);
    event.setLevel(level);
    event.setMessage(message);
    event.setArgumentArray(new Object[] {argument});
    event.setTimeStamp(millis);
    return event;
  }
}
