package io.shotline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

/** What Kafka Streams logs at the start after a kill, in its order. */
class CopiesMadeAnewTest {
  private static final String INTERNALS = "org.apache.kafka.streams.processor.internals.";
  private static final String STATE = INTERNALS + "ProcessorStateManager";
  private static final String TASKS = INTERNALS + "TaskManager";
  private static final String THREAD = INTERNALS + "StreamThread";
  private static final String CLIENT = "shotline-learner-fdb305bd-46dd-4c25-b11e-a5f11551fa70";
  private static final String OTHER = "shotline-0db305bd-46dd-4c25-b11e-a5f11551fa71";
  private static final String CORRUPTED =
      "org.apache.kafka.streams.errors.TaskCorruptedException: Tasks [%s] are corrupted and hence"
          + " need to be re-initialized";

  private final KafkaNoise noise = new KafkaNoise();

  @Test
  void shouldDropAllThatStreamsSaysOfCopiesThatAKillLeft() {
    assertThat(passes(STATE, Level.WARN, untrusted(CLIENT, "3_2"))).isFalse();
    assertThat(passes(STATE, Level.WARN, untrusted(CLIENT, "3_11"))).isFalse();
    assertThat(passes(TASKS, Level.ERROR, broken(CLIENT, "3_2", "3_11"))).isFalse();
    assertThat(passes(TASKS, Level.WARN, grouped(CLIENT, "3_2"))).isFalse();
    assertThat(passes(TASKS, Level.WARN, grouped(CLIENT, "3_11"))).isFalse();
    assertThat(passes(THREAD, Level.WARN, revived(CLIENT, "3_11, 3_2"))).isFalse();
  }

  @Test
  void shouldPassTheSameOfTasksThatBrokeForAnotherReason() {
    assertThat(passes(STATE, Level.WARN, untrusted(CLIENT, "3_2"))).isFalse();

    assertThat(passes(TASKS, Level.ERROR, broken(CLIENT, "3_2", "3_1"))).isTrue();
    assertThat(passes(TASKS, Level.ERROR, broken(OTHER, "3_2", "3_2"))).isTrue();
    assertThat(passes(TASKS, Level.WARN, grouped(CLIENT, "3_1"))).isTrue();
    assertThat(passes(THREAD, Level.WARN, revived(CLIENT, "3_2, 3_1"))).isTrue();
  }

  @Test
  void shouldPassTheSameOfATaskThatBreaksAgainLater() {
    passes(STATE, Level.WARN, untrusted(CLIENT, "3_2"));
    assertThat(passes(THREAD, Level.WARN, revived(CLIENT, "3_2"))).isFalse();

    assertThat(passes(THREAD, Level.WARN, revived(CLIENT, "3_2"))).isTrue();
    assertThat(passes(TASKS, Level.WARN, grouped(CLIENT, "3_2"))).isTrue();
  }

  @Test
  void shouldPassOtherErrorsOfTheSameClasses() {
    passes(STATE, Level.WARN, untrusted(CLIENT, "3_2"));

    String mixed = broken(CLIENT, "3_2", "3_2").replaceFirst("TaskCorrupted", "Streams");
    assertThat(passes(TASKS, Level.ERROR, mixed)).isTrue();
    assertThat(passes(TASKS, Level.ERROR, "thread [a] Failed to close task 3_2")).isTrue();
    assertThat(passes(STATE, Level.ERROR, untrusted(CLIENT, "3_2"))).isTrue();
    assertThat(passes(STATE, Level.WARN, "task [3_2] Failed to write the checkpoint")).isTrue();
    assertThat(passes(THREAD, Level.ERROR, revived(CLIENT, "3_2"))).isTrue();
  }

  private static String untrusted(String client, String task) {
    return "stream-client ["
        + client
        + "] State store scores did not find checkpoint offsets while stores are not empty, since"
        + " under EOS it has the risk of getting uncommitted data in stores we have to treat it as"
        + " a task corruption error and wipe out the local state of task "
        + task
        + " before re-bootstrapping";
  }

  private static String broken(String client, String one, String two) {
    return thread(client)
        + "Get exceptions for the following tasks: {"
        + (one + "=" + CORRUPTED.formatted(one) + ", ")
        + (two + "=" + CORRUPTED.formatted(two) + "}");
  }

  private static String grouped(String client, String task) {
    return thread(client)
        + "Encounter corrupted task "
        + task
        + ", will group it with other corrupted tasks and handle together";
  }

  private static String revived(String client, String tasks) {
    return thread(client)
        + ("Detected the states of tasks [" + tasks + "] are corrupted. Will close the task as")
        + " dirty and re-create and bootstrap from scratch.";
  }

  private static String thread(String client) {
    return "stream-thread [" + client + "-StreamThread-1] ";
  }

  private boolean passes(String logger, Level level, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName(logger);
    event.setLevel(level);
    event.setMessage(message);
    event.setTimeStamp(1_764_000_000_000L);
    return noise.decide(event) != FilterReply.DENY;
  }
}
